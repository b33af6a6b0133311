import { newVerificationCode, type VerificationCode } from '../../../../../domain/pqrs/verification.ts';
import { type Hmac, isSameSecret } from '../../tokens.ts';
import type { TypedForm } from './typed-form.ts';

/** What belongs to one form that was given out. It never expires: nobody is hurried. */
export type FormKeys = {
  /** What the empty form carries. */
  readonly sign: (formId: string) => string;
  /** The form of a key; null when it is forged or altered. */
  readonly read: (key: string) => string | null;
  /**
   * The verification code of whatever is filed with a form.
   *
   * It is made from the form's id and our secret, so that whoever sends the same form again sees the same code
   * although only its hash is stored.
   */
  readonly codeOf: (formId: string) => VerificationCode;
  /** Tells the same answers from others without telling them. Files are not in it. */
  readonly digestOf: (typed: TypedForm) => string;
};

const KEY = /^([0-9a-f-]{36})\.[\w-]{43}$/;

/** Creates the keys of forms: `<id>.<signature>`. */
export function createFormKeys(hmac: Hmac): FormKeys {
  const sign = (formId: string) => `${formId}.${hmac(`form ${formId}`).toString('base64url')}`;
  return {
    sign,
    read: (key) => {
      const formId = KEY.exec(key)?.[1];
      return formId !== undefined && isSameSecret(key, sign(formId)) ? formId : null;
    },
    codeOf: (formId) => {
      let draw = 0;
      return newVerificationCode((count) => {
        draw += 1;
        return hmac(`code ${formId} ${draw}`).subarray(0, count);
      });
    },
    digestOf: ({ key: _, kept: __, ...answers }) =>
      hmac(`answers ${JSON.stringify(Object.entries(answers).toSorted())}`).toString('base64url'),
  };
}

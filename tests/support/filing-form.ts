/** The fields of the form at `/radicar`, by their names; several values of one name travel as several fields. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export type FormFile = { readonly name: string; readonly bytes: Uint8Array };

/** A page of the form: what it says, and the key that it gives out. */
export type FormAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly key: string;
};

const MARK = '----vecino-form';

/** A photo of one point, and other small files that are what they say. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF');
export const OGG = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60)]);

/** Answers that are enough to file. */
export const ENOUGH: FormFields = { tipo: 'reclamo', descripcion: 'Llevamos tres días sin agua.' };

/** Settings of a program that believes the address that each form names. */
export const BEHIND_PROXY = { TRUSTED_PROXIES: '127.0.0.1' };

let senders = 0;

/** Another network with every form, for a server that believes in its proxy: paces have their own tests. */
function nextAddress(): string {
  senders += 1;
  return `10.${senders >> 16}.${(senders >> 8) & 255}.${senders & 255}`;
}

/** Opens the form and returns it with its key. */
export async function openForm(origin: string): Promise<FormAnswer> {
  return toAnswer(await fetch(`${origin}/radicar`));
}

/** Sends the form as a browser without scripts does. */
export async function sendForm(
  origin: string,
  fields: FormFields,
  files: readonly FormFile[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<FormAnswer> {
  const response = await fetch(`${origin}/radicar`, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${MARK}`,
      'x-forwarded-for': nextAddress(),
      ...headers,
    },
    body: toMultipart(fields, files),
  });
  return toAnswer(response);
}

/** Opens a form, fills it in and sends it. */
export async function fileForm(
  origin: string,
  fields: FormFields = {},
  files: readonly FormFile[] = [],
): Promise<FormAnswer & { readonly sentKey: string }> {
  const { key } = await openForm(origin);
  return { ...(await sendForm(origin, { llave: key, ...ENOUGH, ...fields }, files)), sentKey: key };
}

/** The number and the code of an acuse. */
export function readAcuse({ text }: Pick<FormAnswer, 'text'>): { radicado: string; code: string } {
  return {
    radicado: /[A-Z]+-\d{4}-\d{6}/.exec(text)?.[0] ?? `none in ${text}`,
    code: /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}(?=<)/.exec(text)?.[0] ?? `none in ${text}`,
  };
}

async function toAnswer(response: Response): Promise<FormAnswer> {
  const text = await response.text();
  const key = /name="llave" value="([^"]*)"/.exec(text)?.[1] ?? '';
  return { status: response.status, headers: response.headers, text, key };
}

/** By hand, since a browser sends names and bytes that FormData would put right. */
function toMultipart(fields: FormFields, files: readonly FormFile[]): Buffer {
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) =>
      Buffer.from(`--${MARK}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`),
    ),
  );
  const sent = files.length > 0 ? files : [{ name: '', bytes: Buffer.alloc(0) }];
  const parts = sent.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${MARK}\r\nContent-Disposition: form-data; name="archivos"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...texts, ...parts, Buffer.from(`--${MARK}--\r\n`)]);
}

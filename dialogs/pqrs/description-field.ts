import { PqrsDraft } from '../../domain/pqrs/pqrs.ts';
import type { FieldReading, FormField, Moment } from '../form-field.ts';
import { toMenuContent } from '../menu-prompt.ts';
import type { Scope } from '../scope.ts';
import { toTextContent } from '../text-prompt.ts';
import { chooseOption, type MenuOption } from '../understanding/menu-choice.ts';
import { NO_WORDS, SKIP_WORDS, YES_WORDS } from '../yes-no.ts';
import { addAnnexes } from './annex-field.ts';
import { type FilingValues, MAX_DESCRIPTION_CHARACTERS } from './filing-values.ts';
import { saidInAudio } from './said.ts';

const MAX_SHOWN_CHARACTERS = 600;
const SHOWN_END_CHARACTERS = 40;

/** What happened, in the person's words: written, already told before the form, or in a voice note. */
export const descriptionField: FormField<FilingValues> = {
  name: 'description',
  title: ({ t }) => t('pqrs.titleDescription'),
  takesStory: true,
  takesFiles: true,
  ask: (moment) => {
    const { scope, values } = moment;
    return values.said === null
      ? toTextContent(scope.t('pqrs.descriptionQuestion'))
      : {
          ...toMenuContent({
            text: scope.t('pqrs.descriptionSaid', { said: shorten(values.said) }),
            options: keepOptions(moment),
          }),
          expects: 'text',
        };
  },
  options: keepOptions,
  emptied: { description: null, said: null },
  read: (moment) => {
    const { scope, values } = moment;
    if (values.said !== null && chooseOption(scope.input.text, keepOptions(moment)) !== null) {
      return { ...accept(moment, values.said), confirmed: 'said' };
    }
    const files = scope.input.attachments;
    const text = scope.input.text.trim();
    const inAudio = saidInAudio(scope, files);
    if (text === '' && files.length > 0 && inAudio === null) {
      const { values: kept, text: said } = addAnnexes(moment, files);
      return {
        kind: 'stay',
        values: kept,
        content: toTextContent(`${said}\n${scope.t('pqrs.descriptionQuestion')}`),
      };
    }
    return accept(moment, text === '' ? (inAudio ?? text) : text);
  },
};

/** A text longer than it may be shown is cut on screen only. */
export function shorten(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS).trimEnd()}…` : text;
}

function accept(moment: Moment<FilingValues>, text: string): FieldReading<FilingValues> {
  const { scope } = moment;
  if (text.length > MAX_DESCRIPTION_CHARACTERS) {
    return offerCut(moment, text.slice(0, MAX_DESCRIPTION_CHARACTERS).trim());
  }
  const parsed = PqrsDraft.shape.description.safeParse(text);
  if (!parsed.success || isAnswerToAMenu(scope, text)) {
    return { kind: 'refused', text: scope.t('pqrs.descriptionShort') };
  }
  const kept = scope.input.attachments.length > 0 ? addAnnexes(moment, scope.input.attachments).values : {};
  return { kind: 'accepted', values: { ...kept, description: parsed.data, said: parsed.data } };
}

/** A button pressed twice, or pressed too soon, tells nothing of what happened. */
function isAnswerToAMenu({ t }: Scope, text: string): boolean {
  const titles = [t('pqrs.summaryConfirm'), t('pqrs.summaryEdit'), t('pqrs.summaryLater')];
  return (
    chooseOption(
      text,
      [...titles, ...YES_WORDS, ...NO_WORDS, ...SKIP_WORDS].map((title) => ({ title, value: title })),
    ) !== null
  );
}

/** Too long to be filed whole: what fits is kept, and the person sees where it ends before it counts. */
function offerCut({ scope, values, memo }: Moment<FilingValues>, said: string): FieldReading<FilingValues> {
  const options = keepOptions({ scope, values: { ...values, said }, memo });
  const text = scope.t('pqrs.descriptionLong', { end: said.slice(-SHOWN_END_CHARACTERS) });
  return {
    kind: 'stay',
    values: { said },
    content: { ...toMenuContent({ text, options }), expects: 'text' },
  };
}

function keepOptions({ scope, values }: Moment<FilingValues>): readonly MenuOption<true>[] {
  return values.said === null
    ? []
    : [{ value: true, title: scope.t('pqrs.descriptionKeep'), synonyms: [...YES_WORDS, 'dejar asi'] }];
}

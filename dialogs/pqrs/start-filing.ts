import { z } from 'zod';
import type { FormStart } from '../form-screen.ts';
import { takeKeptPlace } from '../kept-place.ts';
import { MenuPrompt } from '../menu-prompt.ts';
import type { Scope } from '../scope.ts';
import { say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { sourcesOf } from '../sources.ts';
import { Source } from '../state.ts';
import { barrioField } from './barrio-field.ts';
import { FILING_FORM, FilingValues } from './filing-values.ts';
import { placeValues } from './place.ts';

export const RESUME_DIALOG = 'resume';

/** Begins a filing. With an unfinished one, the person chooses first: nothing that was told is thrown away unasked. */
export async function startFiling(
  dc: DialogContext,
  told: FormStart<FilingValues>,
): Promise<DialogTurnResult> {
  const scope = scopeOf(dc.context);
  scope.turn.isAbout('filing');
  const start = withPlace(scope, told);
  if (hasDraft(scope)) {
    return dc.beginDialog(RESUME_DIALOG, { start: { ...start, fresh: true } });
  }
  return dc.beginDialog(FILING_FORM, start);
}

/** Adds the place that the person pointed at a while before. */
function withPlace(scope: Scope, start: FormStart<FilingValues>): FormStart<FilingValues> {
  const place = takeKeptPlace(scope);
  if (place === null) {
    return start;
  }
  return {
    ...start,
    values: { ...start.values, ...placeValues(place, { barrioId: null, barrioText: null }) },
    answered: [...(start.answered ?? []), barrioField.name],
    sources: { ...start.sources, location: [...place.sources] },
  };
}

/** Goes on with the unfinished filing at its first question without answer. */
export function resumeFiling(dc: DialogContext): Promise<DialogTurnResult> {
  scopeOf(dc.context).turn.isAbout('filing');
  return dc.beginDialog(FILING_FORM, {});
}

/** Whether something was told and not filed yet. */
export function hasDraft({ state }: Scope): boolean {
  const draft = state.drafts[FILING_FORM];
  return draft !== undefined && (draft.answered.length > 0 || Object.keys(draft.values).length > 0);
}

/** Keeps what was told in the middle of another question, to be offered as the description of an unfinished filing. */
export function keepSaid(scope: Scope): void {
  const { state, input } = scope;
  const draft = state.drafts[FILING_FORM];
  if (draft && !draft.answered.includes('description')) {
    const sources = { ...draft.sources, said: [...sourcesOf(scope)] };
    state.drafts[FILING_FORM] = { ...draft, values: { ...draft.values, said: input.text }, sources };
  }
}

const Start = z.strictObject({
  values: FilingValues.partial().optional(),
  answered: z.array(z.string()).optional(),
  sources: z
    .object({ said: z.array(Source), location: z.array(Source) })
    .partial()
    .optional(),
  files: z.record(z.string(), z.string()).optional(),
  fresh: z.boolean().optional(),
});

/** Offers the unfinished filing, beside the one that was about to begin when there is one. */
export const resumePrompt = new MenuPrompt({
  id: RESUME_DIALOG,
  memory: z.strictObject({ start: Start.nullable() }),
  menu: ({ t }) => ({
    text: t('conversation.resumeQuestion'),
    options: [
      {
        value: 'continue',
        title: t('conversation.resumeContinue'),
        synonyms: ['retomar', 'seguir', 'continuar', 'si'],
      },
      {
        value: 'fresh',
        title: t('conversation.resumeFresh'),
        synonyms: ['nueva', 'empezar de nuevo', 'otra'],
      },
      { value: 'later', title: t('conversation.resumeLater'), synonyms: ['despues', 'no'] },
    ],
  }),
  choose: async (dc, choice, { start }) => {
    const ended = await dc.endDialog();
    if (choice === 'later') {
      await say(dc.context, scopeOf(dc.context).t('conversation.whatNext'));
      return ended;
    }
    return choice === 'continue' ? resumeFiling(dc) : dc.beginDialog(FILING_FORM, start ?? { fresh: true });
  },
  onOther: 'release',
});

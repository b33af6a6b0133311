import { z } from 'zod';

/**
 * The sentences that a utility may say in words of its own, each with the values that it must hold.
 *
 * A short closed list: what the law wants said (the aviso de privacidad, the acuse) is not in it.
 */
export const OWN_TEXTS = {
  'conversation.hello': ['assistant', 'entity'],
  'conversation.helloBrief': ['assistant', 'entity'],
  'information.officesHoliday': [],
  'information.invoice': ['website'],
  'information.interventions': ['website', 'line'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type OwnTextKey = keyof typeof OWN_TEXTS;

/** Every sentence of the list, in its order. */
export const OWN_TEXT_KEYS = Object.keys(OWN_TEXTS) as readonly OwnTextKey[];

const MAX_CHARACTERS = 600;

const OwnText = z.string().trim().min(1, 'text-empty').max(MAX_CHARACTERS, 'text-long');

function ownText(key: OwnTextKey) {
  return OwnText.superRefine((text, context) => {
    const found = new Set(placeholdersIn(text));
    const wanted: readonly string[] = OWN_TEXTS[key];
    if (wanted.some((name) => !found.has(name))) {
      context.addIssue({ code: 'custom', message: 'text-value-missing' });
    }
    if ([...found].some((name) => !wanted.includes(name)) || withoutPlaceholders(text).match(/[{}]/)) {
      context.addIssue({ code: 'custom', message: 'text-value-unknown' });
    }
  });
}

/** The words of a utility in place of ours: each holds exactly the values `{{name}}` of the sentence that it replaces. */
export const OwnTexts = z.strictObject({
  'conversation.hello': ownText('conversation.hello').optional(),
  'conversation.helloBrief': ownText('conversation.helloBrief').optional(),
  'information.officesHoliday': ownText('information.officesHoliday').optional(),
  'information.invoice': ownText('information.invoice').optional(),
  'information.interventions': ownText('information.interventions').optional(),
});
export type OwnTexts = z.infer<typeof OwnTexts>;

/** The names of the values that a sentence holds. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
}

function withoutPlaceholders(text: string): string {
  return text.replaceAll(/\{\{\w+\}\}/g, '');
}

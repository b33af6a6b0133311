import { channels } from '../../locales/es-co/channels.ts';
import { consoleWords } from '../../locales/es-co/console.ts';
import { consoleAudit } from '../../locales/es-co/console-audit.ts';
import { consoleAuditFields } from '../../locales/es-co/console-audit-fields.ts';
import { consoleBarrios } from '../../locales/es-co/console-barrios.ts';
import { consoleFrame } from '../../locales/es-co/console-frame.ts';
import { consoleHandoff } from '../../locales/es-co/console-handoff.ts';
import { consoleIntake } from '../../locales/es-co/console-intake.ts';
import { consoleLists } from '../../locales/es-co/console-lists.ts';
import { consoleReplies } from '../../locales/es-co/console-replies.ts';
import { consoleSettings } from '../../locales/es-co/console-settings.ts';
import { consoleSignIn } from '../../locales/es-co/console-sign-in.ts';
import { consoleStaff } from '../../locales/es-co/console-staff.ts';
import { consoleTeams } from '../../locales/es-co/console-teams.ts';
import { files } from '../../locales/es-co/files.ts';
import { sending } from '../../locales/es-co/sending.ts';
import { topics } from '../../locales/es-co/topics.ts';
import { whatsapp } from '../../locales/es-co/whatsapp.ts';

/** The words of the console, and of nothing else: a feature adds its own file with one line. */
const words = {
  ...consoleWords,
  ...consoleAudit,
  ...consoleAuditFields,
  ...consoleBarrios,
  ...consoleSettings,
  ...consoleFrame,
  ...consoleHandoff,
  ...consoleIntake,
  ...consoleLists,
  ...consoleReplies,
  ...consoleSignIn,
  ...consoleStaff,
  ...consoleTeams,
  ...channels,
  ...files,
  ...sending,
  ...topics,
  ...whatsapp,
} as const;

type Words = typeof words;
export type WordKey = keyof Words;

type ParametersOf<Sentence> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | ParametersOf<Rest>
  : never;

type Values<Key extends WordKey> = [ParametersOf<Words[Key]>] extends [never]
  ? []
  : [Readonly<Record<ParametersOf<Words[Key]>, string | number>>];

/** Keys whose sentence needs no value. */
export type PlainWordKey = {
  [Key in WordKey]: [ParametersOf<Words[Key]>] extends [never] ? Key : never;
}[WordKey];

/** Says a sentence. An unknown key or a missing value does not compile. */
export function t<Key extends WordKey>(key: Key, ...values: Values<Key>): string {
  const given: Readonly<Record<string, string | number>> = values[0] ?? {};
  return words[key].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(given[name]));
}

/** Says whether there are words for something that the server named. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(words, key);
}

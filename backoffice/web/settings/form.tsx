import { createContext, type ReactNode, useContext } from 'react';
import type { EntitySettings } from '../../contracts/settings.ts';
import { isWordKey, t } from '../words.ts';
import { nameOf, type Path, readAt, writeAt } from './paths.ts';

/** A mistake as the server told it. */
export type Issue = { readonly path: string; readonly code: string };

type Form = {
  readonly settings: EntitySettings;
  readonly change: (settings: EntitySettings) => void;
  readonly issues: readonly Issue[];
  readonly isReadOnly: boolean;
};

const FormContext = createContext<Form | null>(null);

type Props = Form & { readonly children: ReactNode };

/** Gives the fields below it the settings that they show and change. */
export function SettingsForm({ children, ...form }: Props) {
  return <FormContext.Provider value={form}>{children}</FormContext.Provider>;
}

/** The form around a field. */
function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) {
    throw new Error('A field of the settings stands outside of their form');
  }
  return form;
}

/** One value of the settings: what it is, how it changes, and what is wrong with it. */
export function useField<Value>(path: Path) {
  const { settings, change, issues, isReadOnly } = useForm();
  const name = nameOf(path);
  const issue = issues.find((one) => one.path === name);
  return {
    value: readAt(settings, path) as Value,
    set: (value: Value | undefined) => change(writeAt(settings, path, value) as EntitySettings),
    error: issue ? issueWords(issue, path) : undefined,
    disabled: isReadOnly,
  };
}

const VALUES_OF: Readonly<Record<string, string>> = {
  'conversation.hello': '{{assistant}}, {{entity}}',
  'conversation.helloBrief': '{{assistant}}, {{entity}}',
  'information.invoice': '{{website}}',
  'information.interventions': '{{website}}, {{line}}',
};

/** What to do about a mistake. */
function issueWords({ code }: Issue, path: Path): string {
  if (code === 'text-value-missing' || code === 'text-value-unknown') {
    const values = VALUES_OF[String(path.at(-1))] ?? t('console.none');
    return t(`console.settings.issue.${code}`, { values });
  }
  const key = `console.settings.issue.${code}`;
  return isWordKey(key) ? t(key as 'console.settings.issue.invalid') : t('console.settings.issue.invalid');
}

import { Text } from '@mantine/core';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { t } from '../words.ts';

/** What the person has told the assistant of a PQRS that is not filed yet, so that nobody asks it again. */
export function TalkForm({ form, owner }: Pick<InboxDetail, 'form' | 'owner'>) {
  if (form === null) {
    return null;
  }
  const { answers, missing, asked } = form;
  return (
    <details className="talk-more">
      <summary>{t('console.handoff.form', { answered: answers.length, missing: missing.length })}</summary>
      <ul>
        {answers.map((answer) => (
          <li key={answer} className="talk-words" dir="auto">
            {answer}
          </li>
        ))}
        {missing.map((field) => (
          <li key={field}>
            <Text component="span" c="dimmed">
              {t(field === asked ? 'console.handoff.formAsked' : 'console.handoff.formMissing', { field })}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm">
        {t(owner === 'human' ? 'console.handoff.formWaits' : 'console.handoff.formGoesOn')}
      </Text>
    </details>
  );
}

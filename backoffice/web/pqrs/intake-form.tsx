import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { ApiFailure } from '../api.ts';
import { Card } from '../frame/card.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { fieldOf, findProblems, type Problems } from './intake-body.ts';
import { type ChangeDraft, emptyDraft, type IntakeDraft } from './intake-draft.ts';
import { IntakeFiles } from './intake-files.tsx';
import { IntakeMatter } from './intake-matter.tsx';
import { IntakeMessages } from './intake-messages.tsx';
import { IntakePerson } from './intake-person.tsx';
import { IntakeReception } from './intake-reception.tsx';
import { IntakeSummary } from './intake-summary.tsx';
import { type Filed, IntakeRefused, useOpenPqrs } from './use-open-pqrs.ts';

type Props = {
  readonly draft: IntakeDraft;
  readonly change: ChangeDraft;
  readonly clear: () => void;
  readonly conversationId: string;
  readonly talk: InboxDetail | null;
  readonly onFiled: (filed: Filed) => void;
};

/** The form, and what it comes to before it is filed. What is wrong is told beside its field, and the first has the focus. */
export function IntakeForm(props: Props) {
  const { draft, change, clear, conversationId, talk } = props;
  const isFromConversation = conversationId !== '';
  const { problems, isSummed, open, sum, file, back } = useFiling(props);
  if (isSummed) {
    return (
      <IntakeSummary
        draft={draft}
        isFromConversation={isFromConversation}
        isFiling={open.isPending}
        error={open.error}
        onFile={file}
        onBack={back}
        onAnew={() => {
          clear();
          back();
        }}
      />
    );
  }
  return (
    <Frame problems={problems} onSubmit={sum} onClear={clear}>
      {isFromConversation ? (
        <>
          <IntakeMessages draft={draft} change={change} lines={talk?.lines ?? []} />
          <IntakeMatter draft={draft} change={change} problems={problems} />
          <NameCard draft={draft} change={change} known={talk?.name ?? null} />
        </>
      ) : (
        <>
          <IntakeReception draft={draft} change={change} problems={problems} />
          <IntakeMatter draft={draft} change={change} problems={problems} />
          <IntakePerson draft={draft} change={change} problems={problems} />
          <IntakeFiles draft={draft} change={change} />
        </>
      )}
    </Frame>
  );
}

/** From the form to the summary, and from there to the radicado or back to the field that the server refused. */
function useFiling({ draft, change, conversationId, onFiled }: Props) {
  const [problems, setProblems] = useState<Problems>({});
  const [isSummed, setSummed] = useState(false);
  const open = useOpenPqrs(conversationId);
  useFocusOnProblem(problems);
  const back = () => {
    open.reset();
    setSummed(false);
  };
  const sum = () => {
    const found = findProblems(draft, conversationId !== '');
    setProblems(found);
    setSummed(Object.keys(found).length === 0);
  };
  const onError = (error: Error) => {
    const field = error instanceof ApiFailure ? fieldOf(error.code) : null;
    if (field !== null) {
      setProblems({ [field]: error.message });
      setSummed(false);
    }
    // That id is used up: what was typed is filed under another one.
    if (error instanceof IntakeRefused) {
      change({ id: emptyDraft().id });
    }
  };
  const file = () => open.mutate(draft, { onSuccess: onFiled, onError });
  return { problems, isSummed, open, sum, file, back };
}

type FrameProps = {
  readonly problems: Problems;
  readonly onSubmit: () => void;
  readonly onClear: () => void;
  readonly children: React.ReactNode;
};

function Frame({ problems, onSubmit, onClear, children }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate className="intake" aria-label={t('console.intake.title')}>
      <Stack gap="md">
        <Text>{t('console.intake.intro')}</Text>
        {Object.keys(problems).length > 0 && (
          <Alert role="alert" color="red" icon={<Icon name="alert" />} title={t('console.intake.problems')}>
            {Object.values(problems).join(' ')}
          </Alert>
        )}
        {children}
        <Group justify="space-between" gap="sm">
          <Button variant="default" onClick={onClear}>
            {t('console.intake.clear')}
          </Button>
          <Button type="submit">{t('console.intake.review')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

type NameProps = Pick<Props, 'draft' | 'change'> & { readonly known: string | null };

function NameCard({ draft, change, known }: NameProps) {
  return (
    <Card title={t('console.intake.person')}>
      <TextInput
        id="intake-name"
        label={t('console.intake.name')}
        description={known === null ? undefined : t('console.intake.nameKnown', { name: known })}
        maxLength={120}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
    </Card>
  );
}

function useFocusOnProblem(problems: Problems): void {
  const before = useRef(problems);
  useEffect(() => {
    const [first] = Object.keys(problems);
    if (first !== undefined && before.current !== problems) {
      document.getElementById(`intake-${first}`)?.focus();
    }
    before.current = problems;
  }, [problems]);
}

import { Button, Fieldset, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { ReplyBody, ReplyTopic, ReplyVariable } from '../../contracts/replies.ts';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { topicWords } from './reply-words.ts';

/** The longest text and the longest name that the server takes. */
const MAX_CHARACTERS = 4096;
const MAX_NAME = 60;

/** In the order in which they are offered. */
const TOPICS = [
  ...(['payment', 'hours', 'invoice', 'failure', 'interventions', 'status', 'filing'] as const),
  ...(['peticion', 'queja', 'reclamo', 'recurso', 'denuncia', 'sugerencia', 'felicitacion'] as const),
  ...(['rights', 'optOut', 'health', 'person'] as const),
] satisfies readonly ReplyTopic[];

const VARIABLES = [
  ...(['nombre', 'radicado', 'colega', 'asistente', 'entidad', 'horario', 'linea', 'sitio'] as const),
] satisfies readonly ReplyVariable[];

type Props = {
  /** With a name and a topic of its own. */
  readonly isNew: boolean;
  readonly text: string;
  readonly change: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSubmit: (body: ReplyBody) => void;
  readonly onClose: () => void;
};

/** What a version says, and of a new reply its name. What was typed stays when it is refused. */
export function ReplyForm({ isNew, text: first, change, onSubmit, onClose }: Props) {
  const [name, setName] = useState('');
  const [topic, setTopic] = useState<ReplyTopic | ''>('');
  const [text, setText] = useState(first);
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ((!isNew || name.trim() !== '') && text.trim() !== '' && text.trim().length <= MAX_CHARACTERS) {
      onSubmit({ name: name.trim(), topic: topic === '' ? null : topic, text: text.trim() });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {isNew && (
          <>
            <TextInput
              label={t('console.replies.name')}
              description={t('console.replies.nameHint')}
              maxLength={MAX_NAME}
              value={name}
              error={isTried && name.trim() === '' && t('console.replies.nameNeeded')}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              data-autofocus
            />
            <NativeSelect
              label={t('console.replies.topic')}
              value={topic}
              onChange={({ currentTarget }) =>
                setTopic(TOPICS.find((one) => one === currentTarget.value) ?? '')
              }
              data={['' as const, ...TOPICS].map((value) => ({
                value,
                label: topicWords(value === '' ? null : value),
              }))}
            />
          </>
        )}
        <TextField text={text} isTried={isTried} onText={setText} />
        <Failure error={change.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('console.replies.proposeYes')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type TextProps = {
  readonly text: string;
  readonly isTried: boolean;
  readonly onText: (text: string) => void;
};

function TextField({ text, isTried, onText }: TextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const put = (variable: ReplyVariable) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    onText(`${text.slice(0, selectionStart)}{{${variable}}}${text.slice(selectionEnd)}`);
    field.current?.focus();
  };
  return (
    <>
      <Textarea
        ref={field}
        label={t('console.replies.text')}
        description={t('console.replies.textHint')}
        autosize
        minRows={6}
        maxRows={16}
        value={text}
        error={errorOf(text, isTried)}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      <Fieldset legend={t('console.replies.variables')}>
        <Group gap="xs">
          {VARIABLES.map((variable) => (
            <Button
              key={variable}
              variant="default"
              px="sm"
              mih={36}
              className="reply-variable"
              onClick={() => put(variable)}
            >
              {`{{${variable}}}`}
              <Text component="span" size="sm">
                {t(`console.replies.variable.${variable}`)}
              </Text>
            </Button>
          ))}
        </Group>
      </Fieldset>
    </>
  );
}

function errorOf(text: string, isTried: boolean): string | null {
  const over = text.trim().length - MAX_CHARACTERS;
  if (over > 0) {
    return t('console.replies.tooLong', { count: over });
  }
  return isTried && text.trim() === '' ? t('console.replies.textNeeded') : null;
}

import { Button, FileButton, Group, Text } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { removeFile } from './answer-uploads.ts';
import type { DraftFile } from './drafts.ts';

const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf,audio/*,video/mp4';

type Props = {
  readonly conversationId: string;
  readonly files: readonly DraftFile[];
  readonly mayAdd: boolean;
  readonly onAdd: (files: readonly File[]) => void;
};

/** What goes with an answer, and the button that adds to it. What is wrong with a file is told of that file. */
export function AnswerFiles({ conversationId, files, mayAdd, onAdd }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const remove = ({ key }: DraftFile) => {
    removeFile(conversationId, key);
    // What was pressed is gone.
    button.current?.focus();
  };
  return (
    <>
      {files.length > 0 && (
        <ul className="answer-files" aria-label={t('console.handoff.files')}>
          {files.map((file) => (
            <li key={file.key}>
              <Group gap="sm" wrap="nowrap" justify="space-between">
                <FileState file={file} />
                <Button
                  variant="default"
                  px="sm"
                  onClick={() => remove(file)}
                  aria-label={t('console.handoff.fileRemove', file)}
                >
                  <Icon name="trash" />
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
      <FileButton
        multiple
        accept={ACCEPT}
        onChange={onAdd}
        inputProps={{ 'aria-label': t('console.handoff.attach') }}
      >
        {(props) => (
          <Button
            {...props}
            ref={button}
            variant="default"
            leftSection={<Icon name="attach" />}
            disabled={!mayAdd}
          >
            {t('console.handoff.attach')}
          </Button>
        )}
      </FileButton>
    </>
  );
}

function FileState({ file }: { readonly file: DraftFile }) {
  return (
    <div className="answer-file">
      <Text className="answer-file-name">
        <Icon name="file" size={16} /> {file.name}
      </Text>
      {file.state === 'uploading' && (
        <progress max={1} value={file.share} aria-label={t('console.handoff.fileUploading', file)} />
      )}
      {file.state === 'refused' && (
        <Text size="sm" role="alert" c="var(--mantine-color-error)">
          {file.why}
        </Text>
      )}
    </div>
  );
}

import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { ApiFailure } from '../api.ts';
import { notifyFailure } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { addFiles, MAX_FILES } from './answer-uploads.ts';
import type { Draft } from './drafts.ts';

type Options = { readonly draft: Draft; readonly mayAdd: boolean };

/** The files of an answer: how they stand together, and the ways to add one: chosen, pasted or dropped. */
export function useAnswerFiles(conversationId: string, { draft: { files }, mayAdd }: Options) {
  const [isOver, setOver] = useState(false);
  const add = (chosen: readonly File[]) => {
    if (addFiles(conversationId, chosen) > 0) {
      notifyFailure(tooMany());
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (mayAdd && pasted.length > 0) {
      event.preventDefault();
      add(pasted);
    }
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) {
        // Otherwise the browser leaves the console and opens the file.
        event.preventDefault();
        setOver(mayAdd);
      }
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (mayAdd) {
        add([...event.dataTransfer.files]);
      }
    },
  };
  return {
    ...{ add, onPaste, drop, isOver },
    uploading: files.filter(({ state }) => state === 'uploading').length,
    refused: files.filter(({ state }) => state === 'refused').length,
  };
}

function tooMany(): ApiFailure {
  const message = t('console.handoff.filesMax', { max: MAX_FILES });
  return new ApiFailure({ code: 'too-many-files', message }, { status: 0 });
}

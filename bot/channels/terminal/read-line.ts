import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type IncomingContent,
  incomingContent,
  MAX_TEXT_CHARACTERS,
} from '../../../domain/messages/content.ts';
import { toStorableText } from '../../../domain/messages/storable-text.ts';
import type { Files } from '../../files.ts';

/** `/archivo ruta`: sends the file of this machine at that path. */
const FILE_COMMAND = /^\/archivo\s+(.+)$/;

/** Turns a typed line into a message. Throws DomainError when its file is refused. */
export async function readLine(line: string, files: Files, conversationId: string): Promise<IncomingContent> {
  const path = FILE_COMMAND.exec(line)?.[1]?.trim();
  const attachments =
    path === undefined
      ? []
      : [await files.keep({ conversationId, name: basename(path), bytes: await readFile(path) })];
  const clean = path === undefined ? toStorableText(line) : '';
  return incomingContent({
    text: clean.slice(0, MAX_TEXT_CHARACTERS),
    truncated: clean.length > MAX_TEXT_CHARACTERS,
    attachments,
  });
}

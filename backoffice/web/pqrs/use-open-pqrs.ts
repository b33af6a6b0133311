import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IntakeView } from '../../contracts/pqrs-intake.ts';
import { ApiFailure, api } from '../api.ts';
import { t } from '../words.ts';
import { toConversationBody, toOpenBody } from './intake-body.ts';
import type { IntakeDraft } from './intake-draft.ts';

const MAX_RETRIES = 2;
const RETRY_MS = 700;
/** A turn takes a moment; behind many messages a little more. */
const LOOK_MS = 400;
const MAX_LOOKS = 75;

/** A PQRS that was filed, as whoever filed it sees it. */
export type Filed = Extract<IntakeView, { state: 'filed' }>;

/** The conversation was no longer the colleague's when the turn came: under this id nothing will ever be filed. */
export class IntakeRefused extends Error {
  override readonly name = 'IntakeRefused';
}

/**
 * Files a draft. When an answer was lost the same draft goes again under the same id, so that nothing is filed twice.
 *
 * From a conversation it is filed in its turn, which is waited for.
 */
export function useOpenPqrs(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: IntakeDraft): Promise<Filed> =>
      conversationId === '' ? openAtWindow(draft) : openInConversation(conversationId, draft),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['pqrs'] });
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
}

async function openAtWindow(draft: IntakeDraft): Promise<Filed> {
  return toFiled(await again(() => api.post<IntakeView>('/pqrs/intakes', toOpenBody(draft))));
}

async function openInConversation(conversationId: string, draft: IntakeDraft): Promise<Filed> {
  const path = `/conversations/${encodeURIComponent(conversationId)}/pqrs`;
  let view = await again(() => api.post<IntakeView>(path, toConversationBody(draft)));
  for (let looks = 0; view.state === 'waiting' && looks < MAX_LOOKS; looks += 1) {
    await pause(LOOK_MS);
    view = await again(() => api.get<IntakeView>(`${path}/${draft.id}`));
  }
  return toFiled(view);
}

function toFiled(view: IntakeView): Filed {
  if (view.state === 'filed') {
    return view;
  }
  if (view.state === 'refused') {
    throw new IntakeRefused(t('console.intake.refused'));
  }
  throw new ApiFailure({ code: 'unreachable', message: t('console.intake.slow') }, { status: 0 });
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await work();
    } catch (error) {
      const isLost = error instanceof ApiFailure && (error.status === 0 || error.status >= 500);
      if (!isLost || retries === MAX_RETRIES) {
        throw error;
      }
      await pause(RETRY_MS);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

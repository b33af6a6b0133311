import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ActBody } from '../../contracts/handoff.ts';
import { ApiFailure, api } from '../api.ts';
import { newActId } from './new-id.ts';

const MAX_RETRIES = 2;
const RETRY_MS = 700;

/** An act without the id that makes it the same when it is sent again. */
export type Act = ActBody extends infer Body ? (Body extends unknown ? Omit<Body, 'id'> : never) : never;

/**
 * Does something in a conversation, once for each press.
 *
 * When the answer was lost, the same act goes again under the same id, by itself and when somebody presses again, so
 * that nothing is said twice. `onDone` is called when the server has it, also when one looks at another conversation.
 */
export function useAct(conversationId: string, onDone?: (act: Act) => void) {
  const client = useQueryClient();
  const lost = useRef<ActBody | null>(null);
  return useMutation({
    mutationFn: async (act: Act) => {
      const body = isSame(lost.current, act) ? lost.current : ({ id: newActId(), ...act } as ActBody);
      lost.current = body;
      await sendUntilTaken(conversationId, body);
    },
    onSuccess: (_nothing, act) => {
      lost.current = null;
      onDone?.(act);
    },
    onError: (error) => {
      lost.current = isLost(error) ? lost.current : null;
    },
    // Whoever was too late sees how it stands; whoever was not, what they did.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
}

async function sendUntilTaken(conversationId: string, body: ActBody): Promise<void> {
  for (let retries = 0; ; retries += 1) {
    try {
      await api.post(`/conversations/${conversationId}/acts`, body);
      return;
    } catch (error) {
      if (!isLost(error) || retries === MAX_RETRIES) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Nobody knows whether it arrived. */
function isLost(error: unknown): boolean {
  return error instanceof ApiFailure && (error.status === 0 || error.status >= 500);
}

function isSame(body: ActBody | null, act: Act): body is ActBody {
  return body !== null && JSON.stringify(body) === JSON.stringify({ id: body.id, ...act });
}

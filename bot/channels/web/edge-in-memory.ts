import type { UploadAllowance, WebEdge } from '../../../domain/messages/web-edge.ts';

/** Tickets and daily counts of one process that serves the web alone; a restart forgets them. */
export function createEdgeInMemory(): WebEdge {
  const spent = new Map<string, number>();
  const counts = new Map<string, UploadAllowance>();
  let countedOn = '';

  return {
    async spendTicket({ id, expiresAt }, now) {
      forgetExpired(spent, now.getTime());
      const isFirst = !spent.has(id);
      spent.set(id, expiresAt.getTime());
      return isFirst;
    },
    async countUpload({ on, sender, files, bytes, allowance }) {
      if (on !== countedOn) {
        counts.clear();
        countedOn = on;
      }
      const used = counts.get(sender) ?? { files: 0, bytes: 0 };
      const grown = { files: used.files + files, bytes: used.bytes + bytes };
      if (grown.files > allowance.files || grown.bytes > allowance.bytes) {
        return false;
      }
      counts.set(sender, grown);
      return true;
    },
  };
}

/** Tickets end in the order in which they are spent, nearly: the first that has not ended stops the search. */
function forgetExpired(spent: Map<string, number>, now: number): void {
  for (const [id, expiresAt] of spent) {
    if (expiresAt > now) {
      return;
    }
    spent.delete(id);
  }
}

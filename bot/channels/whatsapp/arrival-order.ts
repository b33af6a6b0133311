import type { BinaryNode, WASocket } from '@whiskeysockets/baileys';

/**
 * Takes the place of the mark that the server puts on what it kept while we were away. The library handles stanzas
 * with any such mark one after the other, and those without it each on its own way: a message that arrives while the
 * kept ones are worked off overtakes them, and so may the second message of somebody unknown.
 */
const LIVE = 'live';

type Attributes = BinaryNode['attrs'];

/** Has the library handle a message in the order of its arrival. Call before it sees the stanza. */
export function queueInOrder({ attrs }: BinaryNode): void {
  const { offline } = attrs;
  if (!offline) {
    Object.assign(attrs, { offline: LIVE });
  }
}

/** Whether a message came while we were connected. */
export function isLive({ offline }: Attributes): boolean {
  return !offline || offline === LIVE;
}

/** The attributes as the server sent them. */
export function originalAttributes(attrs: Attributes): Attributes {
  const { offline, ...others } = attrs;
  return offline === undefined || offline === LIVE ? others : attrs;
}

/** Has the library hand over at once what it would keep back for a tenth of a second, as it does with a queue. */
export function handOverAtOnce(ev: WASocket['ev']): void {
  const emit = ev.emit.bind(ev);
  ev.emit = (event, data) => {
    const isHeard = emit(event, data);
    if (event === 'messages.upsert') {
      setImmediate(() => ev.flush());
    }
    return isHeard;
  };
}

import type { FastifyRequest } from 'fastify';
import type { WebEdge } from '../../../domain/messages/web-edge.ts';
import type { TimelineEntry } from '../../inbox.ts';
import { type ActivityContext, type ActivitySet, toActivitySet } from './activity-set.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { createEdgeInMemory } from './edge-in-memory.ts';
import { createFileLinks, type FileLinks } from './file-links.ts';
import { DEFAULT_LIMITS, type WebChannelOptions, type WebLimits } from './options.ts';

/** Where Direct Line lives. */
export const DIRECT_LINE = '/v3/directline';

/** Entries read at once: small enough for a slow phone, large enough for a long conversation. */
export const PAGE_ENTRIES = 50;

const LINK_SECONDS = 60 * 60;

/** What the routes of Direct Line work with: the options and what is made of them once. */
export type DirectLine = Omit<WebChannelOptions, 'limits' | 'edge'> & {
  readonly edge: WebEdge;
  readonly pace: Readonly<Record<'posting' | 'reading' | 'opening', Buckets>>;
  readonly links: FileLinks;
  readonly limits: WebLimits;
  /** The address under which the sender of this request reaches us, without a slash at the end. */
  readonly originOf: (request: FastifyRequest) => string;
};

/** Makes what all routes have in common. */
export function createDirectLine(options: WebChannelOptions): DirectLine {
  const { clock, hmac, publicUrl } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return {
    ...options,
    limits,
    edge: options.edge ?? createEdgeInMemory(),
    pace: {
      posting: createBuckets(clock, limits.posting),
      reading: createBuckets(clock, limits.reading),
      opening: createBuckets(clock, limits.opening),
    },
    links: createFileLinks({ hmac, clock, ttlSeconds: LINK_SECONDS }),
    originOf: (request) => publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`,
  };
}

/** What this reader's activities are made with. */
export function contextOf(
  line: DirectLine,
  request: FastifyRequest,
  conversationId: string,
): ActivityContext {
  const base = `${line.originOf(request)}${DIRECT_LINE}/conversations/${conversationId}/files`;
  return {
    conversationId,
    assistantName: line.profile().assistantName,
    linkTo: (fileId) => `${base}/${fileId}?k=${line.links.sign({ conversationId, fileId })}`,
  };
}

/** Everything after a watermark, page by page, until `maxEntries`; `hasMore` says that it stopped there. */
export async function readActivities(
  line: DirectLine,
  context: ActivityContext,
  { after, maxEntries }: { after: number; maxEntries: number },
): Promise<{ set: ActivitySet; hasMore: boolean }> {
  const entries: TimelineEntry[] = [];
  const { conversationId } = context;
  for (;;) {
    const last = entries.at(-1)?.seq ?? after;
    const page = await line.timeline.listSince({ conversationId, after: last, limit: PAGE_ENTRIES });
    entries.push(...page);
    const hasMore = page.length === PAGE_ENTRIES;
    if (!hasMore || entries.length >= maxEntries) {
      return { set: toActivitySet(entries, after, context), hasMore };
    }
  }
}

import type {
  AuditChange,
  AuditCursor,
  AuditFilter,
  AuditLine,
  AuditReader,
  AuditSeen,
} from '../../domain/people/audit-reader.ts';
import type { Translate } from '../../locales/translate.ts';
import { type TableFile, toCsvFile } from '../documents/table-file.ts';
import { fieldOf, subjectWords, verbOf } from './sentences.ts';

const LINES_AT_ONCE = 1_000;
const COLUMNS = ['at', 'actor', 'action', 'subject', 'before', 'after', 'code', 'id'] as const;

type Options = {
  readonly filter: AuditFilter;
  readonly mayReadHealth: boolean;
  readonly audit: Pick<AuditReader, 'list'>;
  readonly t: Translate;
};

/** Exactly the lines of a filter, newest first, as a table that a spreadsheet of Colombia opens. */
export function exportAudit(options: Options): TableFile {
  const { t } = options;
  return toCsvFile({
    sheet: t('console.audit.title'),
    heading: COLUMNS.map((column) => t(`console.audit.csv.${column}`)),
    rows: rowsOf(options),
  });
}

async function* rowsOf({ filter, mayReadHealth, audit, t }: Options): AsyncGenerator<readonly string[]> {
  for (let after: AuditCursor | null = null; ; ) {
    const lines: readonly AuditLine[] = await audit.list({
      filter,
      after,
      limit: LINES_AT_ONCE,
      mayReadHealth,
    });
    yield* lines.map((line) => cellsOf(line, t));
    const last = lines.at(-1);
    if (!last || lines.length < LINES_AT_ONCE) {
      return;
    }
    after = { at: last.at, id: last.id };
  }
}

function cellsOf({ at, actor, action, subject, changes, id }: AuditLine, t: Translate): readonly string[] {
  const who = actor.name ?? t(`console.audit.actor.${actor.kind}`);
  const sides = (['before', 'after'] as const).map((side) => toWords(changes, side, t));
  return [at.toISOString(), who, verbOf(action, t), subjectWords(subject, t), ...sides, action, id];
}

function toWords(changes: readonly AuditChange[], side: 'before' | 'after', t: Translate): string {
  return changes
    .flatMap((change) => {
      const seen = change[side];
      return seen ? [`${fieldOf(change.key, t)}: ${wordsOf(seen, t)}`] : [];
    })
    .join('\n');
}

function wordsOf(seen: AuditSeen, t: Translate): string {
  if ('value' in seen) {
    if (typeof seen.value === 'boolean') {
      return t(seen.value ? 'console.audit.value.yes' : 'console.audit.value.no');
    }
    return seen.value === null ? '' : String(seen.value);
  }
  return t(`console.audit.value.${seen.kind}`);
}

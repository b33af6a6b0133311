import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { type BulkState, bulkOutcomeOf, type PqrsBulk } from '../../domain/pqrs/bulk.ts';
import type { BulkBody, BulkResult } from '../contracts/pqrs-bulk.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';

type Colleague = StaffSession['staff'];

export type BulkOptions = { readonly bulk: PqrsBulk; readonly clock: Clock };

/** What an action would do to each row, changing nothing. */
export async function previewMany(
  body: BulkBody,
  staff: Colleague,
  { bulk }: BulkOptions,
): Promise<BulkResult> {
  return outcomesOf(body, staff, await bulk.read(radicadosOf(body)));
}

/** Does it to the rows that are still as they were seen, and says what became of each. */
export async function changeMany(
  body: BulkBody,
  staff: Colleague,
  { bulk, clock }: BulkOptions,
): Promise<BulkResult> {
  const at = clock.now();
  const action = body.action.kind;
  let result: BulkResult = { rows: [] };
  await bulk.apply({
    radicados: radicadosOf(body),
    action,
    staffId: staff.id,
    at,
    decide: (states) => {
      result = outcomesOf(body, staff, states);
      const radicados = result.rows.flatMap(({ radicado, outcome }) =>
        outcome === 'applied' ? [radicado] : [],
      );
      const isReviewed = action === 'mark-reviewed';
      return {
        radicados,
        audits: radicados.map(
          (radicado): AuditEntry => ({
            at,
            actor: { kind: 'staff', id: staff.id },
            action: isReviewed ? 'pqrs.reviewed' : 'pqrs.unreviewed',
            subject: `pqrs/${radicado}`,
            before: { reviewed: !isReviewed },
            after: { reviewed: isReviewed },
          }),
        ),
      };
    },
  });
  return result;
}

function radicadosOf({ rows }: BulkBody): readonly string[] {
  return rows.map(({ radicado }) => radicado);
}

function outcomesOf(
  { action, rows }: BulkBody,
  { role }: Colleague,
  states: readonly BulkState[],
): BulkResult {
  const byRadicado = new Map(states.map((state) => [state.radicado, state]));
  const mayReadHealth = hasPermission(role, 'health:read');
  return {
    rows: rows.map((seen) => {
      const state = byRadicado.get(seen.radicado) ?? null;
      return { radicado: seen.radicado, outcome: bulkOutcomeOf(action.kind, seen, { state, mayReadHealth }) };
    }),
  };
}

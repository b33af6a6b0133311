import type pg from 'pg';

/**
 * Gives the next number of a series in a year.
 *
 * The counter's row stays locked until the transaction ends: with a rollback the number was never given, so
 * the series has no gap and no repeat (Acuerdo AGN 001 of 2024; formerly Acuerdo AGN 060 of 2001).
 */
export async function nextNumber(client: pg.PoolClient, series: string, year: number): Promise<number> {
  const { rows } = await client.query<{ value: number }>({
    name: 'next-number',
    text: `INSERT INTO counter AS c (series, year, value) VALUES ($1, $2, 1)
           ON CONFLICT (series, year) DO UPDATE SET value = c.value + 1 RETURNING value`,
    values: [series, year],
  });
  const value = rows[0]?.value;
  if (value === undefined) {
    throw new Error('the counter gave no number');
  }
  return value;
}

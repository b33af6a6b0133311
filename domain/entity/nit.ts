import { z } from 'zod';

/** Weights from the last digit on, as DIAN gives them (Orden Administrativa 4 of 1989). */
const WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41] as const;

/** The check digit that belongs to the nine digits of a NIT: their weighted sum modulo eleven. */
export function checkDigitOf(digits: string): number {
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  const rest = sum % 11;
  return rest < 2 ? rest : 11 - rest;
}

/** The tax number of a company with its check digit: `800181106-1`. Points and spaces are forgiven. */
export const Nit = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/[.\s]/g, ''))
  .pipe(
    z
      .string()
      .regex(/^\d{9}-\d$/, 'nit-form')
      .refine((nit) => checkDigitOf(nit.slice(0, 9)) === Number(nit.at(-1)), 'nit-digit'),
  );

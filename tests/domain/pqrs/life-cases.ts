import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import type { LifeAct } from '../../../domain/pqrs/life-act.ts';
import type { PqrsKind } from '../../../domain/pqrs/peticion.ts';

const FOLDER = join(import.meta.dirname, 'life');
const REASON = 'La razón que se escribe en el acto.';

export type Arrival = {
  readonly kind: PqrsKind;
  readonly aboutService: boolean;
  readonly acceptsElectronic: boolean;
  readonly isSubsidiary: boolean;
};

export type Deed =
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  | { readonly kind: 'day' }
  | { readonly kind: 'act'; readonly act: LifeAct; readonly by: string | null };

export type Step = {
  readonly line: string;
  /** In Bogotá. */
  readonly at: Date;
  readonly deeds: readonly Deed[];
  /** What is true afterwards, or the code of the refusal. */
  readonly expected: { readonly refusal: string } | { readonly facts: readonly string[] };
};

export type LifeCase = {
  readonly name: string;
  readonly localDays: readonly LocalDate[];
  readonly steps: readonly Step[];
};

/** The cases as a lawyer reads them, from the files of the folder `life`. */
export function readLifeCases(): readonly LifeCase[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) =>
      readFileSync(join(FOLDER, file), 'utf8')
        .split(/^CASO /m)
        .slice(1),
    )
    .map(toCase);
}

function toCase(text: string): LifeCase {
  const [name = '', ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const isLocal = (line: string) => line.startsWith('festivo local ');
  return {
    name,
    localDays: lines.filter(isLocal).map((line) => LocalDate.parse(line.slice('festivo local '.length))),
    steps: lines.filter((line) => !isLocal(line)).map(toStep),
  };
}

const STEP = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))? (.+?)(?: (→|✗) (.+))?$/;

function toStep(line: string): Step {
  const [, day = '', time = '10:00', done = '', sign, outcome = ''] = STEP.exec(line) ?? [];
  if (day === '') {
    throw new Error(`Not a step: ${line}`);
  }
  return {
    line,
    at: new Date(`${day}T${time}:00-05:00`),
    deeds: done.split('; ').map((deed) => toDeed(deed, LocalDate.parse(day))),
    expected: sign === '✗' ? { refusal: outcome } : { facts: outcome.split(' ') },
  };
}

function toDeed(text: string, today: LocalDate): Deed {
  if (text === 'pasa el día') {
    return { kind: 'day' };
  }
  if (text.startsWith('llega ')) {
    return { kind: 'arrival', arrival: toArrival(text) };
  }
  const [words = '', by = null] =
    text.split(' por ').length > 1 && !text.includes('suspender') ? text.split(' por ') : [text];
  const act = toAct(words, today);
  return { kind: 'act', act, by: by ?? (act.do === 'approve-answer' ? 'jefa' : 'profesional') };
}

function toArrival(text: string): Arrival {
  return {
    kind: text.split(' ')[1] as PqrsKind,
    aboutService: text.includes('del servicio'),
    acceptsElectronic: text.includes('con correo'),
    isSubsidiary: text.includes('con apelación'),
  };
}

const PLAIN: Readonly<Record<string, LifeAct>> = {
  clasificar: { do: 'classify' },
  asignar: { do: 'assign' },
  empezar: { do: 'start' },
  devolver: { do: 'return-draft', reason: REASON },
  aprobar: { do: 'approve-answer' },
  enviar: { do: 'send-answer' },
  objetar: { do: 'object-answer', reason: REASON },
  cerrar: { do: 'close' },
  reanudar: { do: 'resume' },
  'requerir incompleta': { do: 'request-completion', ground: 'incompleta', reason: REASON },
  'requerir oscura': { do: 'request-completion', ground: 'oscura', reason: REASON },
  ampliar: { do: 'extend-completion' },
  completar: { do: 'complete' },
  desistimiento: { do: 'declare-desistimiento', reason: REASON },
  archivar: { do: 'archive', reason: REASON },
  desiste: { do: 'withdraw' },
  'seguir de oficio': { do: 'continue-ex-officio', reason: REASON },
  trasladar: { do: 'transfer', to: 'Alcaldía', reason: REASON },
  rechazar: { do: 'reject', reason: REASON },
  reconocer: { do: 'recognise-silence' },
  descartar: { do: 'dismiss-silence', reason: REASON },
  recurso: { do: 'appeal' },
  'resolver recurso': { do: 'settle-appeal' },
};

function toAct(words: string, today: LocalDate): LifeAct {
  const plain = PLAIN[words];
  if (plain !== undefined) {
    return plain;
  }
  const [verb = '', second = '', third = ''] = words.split(' ');
  const day = (name: string) => new RegExp(`${name} (\\d{4}-\\d\\d-\\d\\d)`).exec(words)?.[1] ?? today;
  const made: Readonly<Record<string, object>> = {
    proyectar: { do: 'draft-answer', outcome: second },
    cambiar: { do: 'change-kind', kind: third, aboutService: words.includes('del servicio'), reason: REASON },
    citar: { do: 'cite', on: second || today },
    notificar: { do: 'notify', kind: second, on: third || today },
    remitir: { do: 'send-to-superservicios', on: second || today },
    prorrogar: { do: 'extend', until: day('hasta'), toldOn: day('avisado'), reason: REASON },
    suspender: { do: 'suspend', cause: third, until: day('hasta'), toldOn: day('avisado'), reason: REASON },
  };
  const act = made[verb];
  if (act === undefined) {
    throw new Error(`Not an act: ${words}`);
  }
  return act as LifeAct;
}

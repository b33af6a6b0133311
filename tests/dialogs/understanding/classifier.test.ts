import { describe, expect, test } from 'vitest';
import {
  createClassifier,
  readExamples,
  readRows,
  toClassifier,
} from '../../../dialogs/understanding/classifier.ts';
import { decide } from '../../../dialogs/understanding/decision.ts';
import { evaluateClassifier } from '../../../dialogs/understanding/evaluation.ts';
import { getAcceptedIntents, INTENTS } from '../../../dialogs/understanding/intents.ts';
import { findLearned } from '../../../dialogs/understanding/learned-file.ts';

const examplesFolder = new URL('../../../dialogs/understanding/examples/', import.meta.url);
const examples = readExamples(new URL('train.tsv', examplesFolder));
const development = readRows(new URL('nlu-dev.tsv', examplesFolder));
const classifier = createClassifier(examples);

describe('the classifier', () => {
  test.each([
    ['no me llega el agua hace tres dias', 'falla.sin_agua'],
    ['no yega el agua ase 4 dias en pando', 'falla.sin_agua'],
    ['hay una fuga de agua en la calle', 'falla.fuga'],
    ['se revento la tuberia', 'falla.tuberia_rota'],
    ['el recibo me llego carisimo', 'pqrs.reclamo.facturacion'],
    ['quiero poner una queja', 'pqrs.queja'],
    ['en que va mi radicado', 'consulta.radicado'],
    ['a que hora abren la oficina', 'consulta.horarios'],
    ['donde puedo pagar', 'pago.puntos'],
    ['mi eps no me da la cita', 'salud.queja'],
    ['buenas tardes', 'saludo'],
    ['muchas gracias', 'despedida'],
  ])('%s → acts on %s', (text, intent) => {
    expect(decide(classifier.classify(text))).toEqual({ kind: 'sure', intent });
  });

  test.each(['', '   ', '🌈', 'xqzwv', '1', '12', '7 '.repeat(20_000), ' '.repeat(65_536)])(
    '%.20s is not understood',
    (text) => {
      expect(decide(classifier.classify(text))).toEqual({ kind: 'unknown' });
    },
  );

  test.each([
    ['laughter', '😂'.repeat(32_768), 'fuera_de_alcance'],
    ['a long number', '1'.repeat(65_536), 'consulta.radicado'],
  ])('64 KB of %s have an answer', (_, text, intent) => {
    expect(classifier.classify(text).intent).toBe(intent);
  });

  test('ranks every intent, and the confidences add up to one', () => {
    const { intent, confidence, ranked } = classifier.classify('no hay agua');

    expect(ranked).toHaveLength(INTENTS.length);
    expect(ranked[0]).toEqual({ intent, confidence });
    expect(ranked.reduce((sum, one) => sum + one.confidence, 0)).toBeCloseTo(1, 6);
  });

  test('is the same every time it is trained', () => {
    const again = createClassifier(examples);

    for (const { text } of development.slice(0, 20)) {
      expect(again.classify(text)).toEqual(classifier.classify(text));
    }
  });

  test('"no" changes the meaning', () => {
    const few = createClassifier([
      { text: 'si estoy conforme', intent: 'conformidad.si' },
      { text: 'quede conforme', intent: 'conformidad.si' },
      { text: 'no estoy conforme', intent: 'conformidad.no' },
      { text: 'no quede conforme', intent: 'conformidad.no' },
    ]);

    expect(few.classify('estoy conforme').intent).toBe('conformidad.si');
    expect(few.classify('no estoy muy conforme').intent).toBe('conformidad.no');
  });
});

test('what was learned and kept understands as what is learned anew', () => {
  const learned = findLearned();
  const kept = learned && toClassifier(learned);

  expect(development.map(({ text }) => kept?.classify(text))).toEqual(
    development.map(({ text }) => classifier.classify(text)),
  );
});

describe('the examples', () => {
  test('every intent has examples', () => {
    const covered = new Set(examples.map(({ intent }) => intent));

    expect(INTENTS.filter((intent) => !covered.has(intent))).toEqual([]);
  });

  test('no development sentence is a training sentence', () => {
    const trained = new Set(examples.map(({ text }) => text.toLowerCase()));

    expect(development.filter(({ text }) => trained.has(text.toLowerCase()))).toEqual([]);
  });
});

test('the development file is understood as well as when the thresholds were chosen, less two points', () => {
  const evaluation = evaluateClassifier(classifier, development);

  expect(evaluation.accuracy).toBeGreaterThanOrEqual(0.757);
  expect(evaluation.top3).toBeGreaterThanOrEqual(0.915);
  expect(evaluation.actedCorrect).toBeGreaterThanOrEqual(0.93);
  expect(evaluation.outOfScopeActed).toBeLessThanOrEqual(0.07);
});

test('an evaluation counts a finer intent as right for a coarse label, and asks nothing of unknown labels', () => {
  expect(getAcceptedIntents('falla_fuga')).toEqual(['falla.fuga', 'falla.tuberia_rota']);
  expect(getAcceptedIntents('falla.fuga')).toEqual(['falla.fuga']);
  expect(() => getAcceptedIntents('toString')).toThrow('toString');
});

describe('decide', () => {
  const ranked = (...confidences: number[]) => {
    const intents = ['falla.fuga', 'falla.sin_agua', 'fuera_de_alcance', 'pqrs.queja'] as const;
    const rows = intents
      .map((intent, index) => ({ intent, confidence: confidences[index] ?? 0 }))
      .sort((one, other) => other.confidence - one.confidence);
    return { ...(rows[0] ?? { intent: 'otro_servicio' as const, confidence: 0 }), ranked: rows };
  };

  test.each([
    ['one clear winner', ranked(0.8, 0.1, 0.1, 0), { kind: 'sure', intent: 'falla.fuga' }],
    ['clearly out of scope', ranked(0.1, 0.1, 0.7, 0.1), { kind: 'sure', intent: 'fuera_de_alcance' }],
    [
      'three candidates, none out of scope',
      ranked(0.4, 0.3, 0.1, 0.2),
      { kind: 'ask', options: ['falla.fuga', 'falla.sin_agua', 'pqrs.queja'] },
    ],
    [
      'two candidates',
      ranked(0.5, 0.47, 0.02, 0.01),
      { kind: 'ask', options: ['falla.fuga', 'falla.sin_agua'] },
    ],
    ['perhaps out of scope', ranked(0.3, 0.2, 0.4, 0.1), { kind: 'unknown' }],
    ['nothing likely', ranked(0.1, 0.08, 0.05, 0.02), { kind: 'unknown' }],
  ])('%s', (_, result, decision) => {
    expect(decide(result)).toEqual(decision);
  });
});

import type { Features } from './features.ts';

/** A multinomial logistic regression over hashed features: small, deterministic, trained in well under a second. */
export type LinearModel = {
  /** One probability a label, in the order of `labels`; they add up to 1. */
  readonly predict: (features: Features) => Float64Array;
  readonly labels: readonly string[];
};

/** What training has found: enough to predict, and nothing of the examples. */
export type LinearWeights = {
  readonly labels: readonly string[];
  /** How rare each slot is. */
  readonly rarity: Float32Array;
  /** A row a slot, a column a label. */
  readonly weights: Float32Array;
};

type Example = { readonly features: Features; readonly label: string };
type Sparse = { readonly indexes: Int32Array; readonly values: Float32Array };

const HASH_SLOTS = 1 << 15;
const EPOCHS = 14;
const LEARNING_RATE = 2;
const SHUFFLE_SEED = 7;
const GROUP_WEIGHTS = { words: 1, pairs: 0.6, grams: 1 } as const;
/** A gradient below this changes nothing that can be seen. */
const NEGLIGIBLE = 1e-3;

/** The same weights from the same examples, always. */
export function trainLinearModel(examples: readonly Example[]): LinearWeights {
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const hashed = examples.map((example) => hashGroups(example.features));
  const rarity = measureRarity(hashed);
  const vectors = hashed.map((groups) => toVector(groups, rarity));
  const targets = examples.map((example) => labels.indexOf(example.label));
  const weights = new Float32Array(HASH_SLOTS * labels.length);
  const order = vectors.map((_, index) => index);
  const random = createRandom(SHUFFLE_SEED);

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const index of order) {
      const vector = vectors[index];
      const target = targets[index];
      if (vector && target !== undefined) {
        const gradient = softmax(score(vector, weights, labels.length));
        gradient[target] = (gradient[target] ?? 0) - 1;
        descend(vector, gradient, { weights, rate });
      }
    }
  }
  return { labels, rarity, weights };
}

/** The model of some weights. */
export function toLinearModel({ labels, rarity, weights }: LinearWeights): LinearModel {
  return {
    labels,
    predict: (features) => softmax(score(toVector(hashGroups(features), rarity), weights, labels.length)),
  };
}

type Hashed = { readonly counts: ReadonlyMap<number, number>; readonly weight: number };

/** Counts by slot, each group apart. */
function hashGroups(features: Features): Hashed[] {
  return (['words', 'pairs', 'grams'] as const).map((group) => {
    const counts = new Map<number, number>();
    for (const feature of features[group]) {
      const slot = hash(group, feature);
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    }
    return { counts, weight: GROUP_WEIGHTS[group] };
  });
}

/** FNV-1a, seeded by the group so that a word and a gram with the same letters stay two features. */
function hash(group: keyof typeof GROUP_WEIGHTS, feature: string): number {
  let value = 2166136261 ^ group.charCodeAt(0);
  for (let i = 0; i < feature.length; i++) {
    value = Math.imul(value ^ feature.charCodeAt(i), 16777619);
  }
  return ((value ^ (value >>> 15)) >>> 0) % HASH_SLOTS;
}

function measureRarity(hashed: readonly Hashed[][]): Float32Array {
  const frequency = new Float32Array(HASH_SLOTS);
  for (const slot of hashed.flatMap((groups) => groups.flatMap(({ counts }) => [...counts.keys()]))) {
    frequency[slot] = (frequency[slot] ?? 0) + 1;
  }
  return frequency.map((count) => Math.log((1 + hashed.length) / (1 + count)) + 1);
}

/** Each group scaled to its own weight, so that a long text does not shout. */
function toVector(groups: readonly Hashed[], rarity: Float32Array): Sparse {
  const indexes: number[] = [];
  const values: number[] = [];
  for (const { counts, weight } of groups) {
    const weighed = [...counts].map(
      ([slot, count]) => [slot, (1 + Math.log(count)) * (rarity[slot] ?? 1)] as const,
    );
    const norm = Math.hypot(...weighed.map(([, value]) => value)) || 1;
    for (const [slot, value] of weighed) {
      indexes.push(slot);
      values.push((value / norm) * weight);
    }
  }
  return { indexes: Int32Array.from(indexes), values: Float32Array.from(values) };
}

function score({ indexes, values }: Sparse, weights: Float32Array, labelCount: number): Float64Array {
  const scores = new Float64Array(labelCount);
  for (let i = 0; i < indexes.length; i++) {
    const start = (indexes[i] ?? 0) * labelCount;
    const value = values[i] ?? 0;
    for (let label = 0; label < labelCount; label++) {
      scores[label] = (scores[label] ?? 0) + (weights[start + label] ?? 0) * value;
    }
  }
  return scores;
}

function descend(
  { indexes, values }: Sparse,
  gradient: Float64Array,
  { weights, rate }: { readonly weights: Float32Array; readonly rate: number },
): void {
  for (let label = 0; label < gradient.length; label++) {
    const slope = gradient[label] ?? 0;
    if (Math.abs(slope) > NEGLIGIBLE) {
      for (let i = 0; i < indexes.length; i++) {
        const at = (indexes[i] ?? 0) * gradient.length + label;
        weights[at] = (weights[at] ?? 0) - rate * slope * (values[i] ?? 0);
      }
    }
  }
}

/** Turns scores into probabilities in place. */
function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const exponentials = scores.map((value) => Math.exp(value - highest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = held;
  }
}

/** The deep modules of `natural` in use: its main entry loads `.env`, prints, and costs over 100 MB. */

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  class BayesClassifier {
    constructor(stemmer?: unknown, smoothing?: number);
    addDocument(tokens: readonly string[], label: string): void;
    train(): void;
    /** Brings back what JSON has kept of one; the stemmer is called for texts only, never for tokens. */
    static restore(kept: unknown, stemmer?: unknown): BayesClassifier;
    getClassifications(tokens: readonly string[]): { label: string; value: number }[];
  }
  export = BayesClassifier;
}

declare module 'natural/lib/natural/stemmers/porter_stemmer_es.js' {
  const stemmer: { stem(word: string): string };
  export = stemmer;
}

declare module 'natural/lib/natural/tokenizers/aggressive_tokenizer_es.js' {
  class AggressiveTokenizer {
    tokenize(text: string): string[];
  }
  export = AggressiveTokenizer;
}

declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const distances: {
    DamerauLevenshteinDistance(source: string, target: string, options?: { restricted?: boolean }): number;
  };
  export = distances;
}

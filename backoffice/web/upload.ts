import { ApiFailure, BASE, failureOf } from './api.ts';

type Watch = {
  /** How much of it has left, from 0 to 1. */
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends one file to the API and tells how far it has come; every failure is an ApiFailure.
 *
 * `fetch` does not tell how much of a body has left, so this is the one place with the older way.
 */
export function upload<T>(path: string, file: File, { onShare, signal }: Watch): Promise<T> {
  const form = new FormData();
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = readJson(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve(body as T);
      } else {
        reject(failureOf(body, request.status));
      }
    };
    const lose = () => reject(ApiFailure.unreachable(null));
    request.onerror = lose;
    request.onabort = lose;
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', BASE + path);
    request.send(form);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy answered in its own words.
    return null;
  }
}

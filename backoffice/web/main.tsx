import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { styleNonce } from './nonce.ts';

// What locks the page's scrolling under a dialog writes its own style and asks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const place = document.getElementById('consola');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

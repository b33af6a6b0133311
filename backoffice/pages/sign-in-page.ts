import { CONSOLE_PATH, type PageWords, renderFrame } from './frame.ts';
import { type Html, html } from './html.ts';

/** A problem with the form: tied to a field, or to both when the pair was refused. */
export type SignInProblem = { readonly field: 'correo' | 'clave'; readonly message: string };

type SignInPage = PageWords & {
  /** What was typed is kept; a password never is. */
  readonly email: string;
  readonly returnTo: string;
  readonly problems: readonly SignInProblem[];
  readonly hasStaff: boolean;
  readonly hasSignedOut: boolean;
};

/** The form to enter, or how to create the first account when there is none. */
export function renderSignInPage(page: SignInPage): Html {
  const { t, entityName, problems } = page;
  const title = t('console.signIn.title');
  const content = html`<div class="card narrow">
${problems.length > 0 && renderSummary(page)}
${page.hasSignedOut && html`<p class="notice" role="status">${t('console.signIn.signedOut')}</p>`}
<h1>${title}</h1>
<p class="soft">${t('console.signIn.intro', { entity: entityName })}</p>
${page.hasStaff ? null : renderFirstAccount(page)}
<form method="post" action="${CONSOLE_PATH}/entrar" novalidate>
<input type="hidden" name="volver" value="${page.returnTo}">
${renderField(page, {
  name: 'correo',
  label: t('console.signIn.email'),
  type: 'email',
  autocomplete: 'username',
  value: page.email,
})}
${renderField(page, {
  name: 'clave',
  label: t('console.signIn.password'),
  type: 'password',
  autocomplete: 'current-password',
  value: '',
})}
<button type="submit">${t('console.signIn.submit')}</button>
</form></div>`;
  const prefixed = problems.length > 0 ? t('console.signIn.errorPrefix', { title }) : title;
  return renderFrame({ ...page, title: prefixed, staff: null, content });
}

/** Takes the focus when the page opens, so that a screen reader begins with what went wrong. */
function renderSummary({ t, problems }: SignInPage): Html {
  return html`<div class="problem" role="alert" aria-labelledby="problema" tabindex="-1" autofocus>
<h2 id="problema">${t('console.signIn.problem')}</h2>
<ul>${problems.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}</ul>
</div>`;
}

type Field = {
  readonly name: SignInProblem['field'];
  readonly label: string;
  readonly type: 'email' | 'password';
  readonly autocomplete: string;
  readonly value: string;
};

function renderField({ problems }: SignInPage, { name, label, type, autocomplete, value }: Field): Html {
  const problem = problems.find(({ field }) => field === name);
  const described = problem && html` aria-invalid="true" aria-describedby="${name}-problema"`;
  return html`<div class="field${problem ? ' wrong' : ''}">
<label for="${name}">${label}</label>
${problem ? html`<p id="${name}-problema" class="wrong-words">${problem.message}</p>` : null}
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value}"
 autocapitalize="none" spellcheck="false" required${described ?? null}>
</div>`;
}

function renderFirstAccount({ t }: SignInPage): Html {
  return html`<section class="notice" aria-labelledby="primera-cuenta">
<h2 id="primera-cuenta">${t('console.signIn.noStaff')}</h2>
<p>${t('console.signIn.noStaffHow')}</p>
<pre tabindex="0"><code>${t('console.signIn.noStaffCommand')}</code></pre>
<p>${t('console.signIn.noStaffThen')}</p>
</section>`;
}

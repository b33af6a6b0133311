import { helloText } from '../../dialogs/privacy/aviso.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import { withOwnTexts } from '../../locales/own-texts.ts';
import { createTranslate } from '../../locales/translate.ts';
import { helpPage } from '../channels/web/public/help-page.ts';

/** The first words of the assistant of a utility, in Spanish. */
export function greet(profile: EntityProfile): string {
  const t = withOwnTexts(createTranslate('es-CO'), profile.texts);
  return helloText({ t, world: { entity: () => profile } });
}

/** What citizens read of a profile, by the very code that tells them: in the chat, and on `/ayuda` as lines of text. */
export function previewCitizen(profile: EntityProfile) {
  const t = withOwnTexts(createTranslate('es-CO'), profile.texts);
  const place = (one: EntityProfile['offices'][number]): string => t('information.place', one);
  return {
    greeting: greet(profile),
    emergencyLines: profile.emergencyLines.map((line) => t('information.line', line)),
    offices: [...profile.offices.map(place), t('information.officesHoliday')],
    paymentPoints: profile.paymentPoints.map(place),
    invoice: t('information.invoice', { website: profile.website }),
    interventions: t('information.interventions', {
      website: profile.website,
      line: profile.serviceLine.number,
    }),
    help: toLines(String(helpPage({ profile, t, stylePath: '' }).content)),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
  '&amp;': '&',
};

/** The words of markup of ours, one line a block. */
function toLines(markup: string): readonly string[] {
  return markup
    .replaceAll(/\n/g, ' ')
    .replaceAll(/<(br|\/h\d|\/p|\/li)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|#39|#96|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

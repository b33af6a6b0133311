import { recordChoice } from '../privacy/aviso.ts';
import type { QuestionDialog } from '../question-dialog.ts';
import type { Scope } from '../scope.ts';

/** The kind of the question that asks for the purpose `encuestas` (Ley 1581 art. 9: one choice for each purpose). */
export const SURVEY_CONSENT = 'consent.surveys';

/** "¿Podemos escribirte después…?": a yes or a no with its proof; whoever does not answer is never surveyed. */
export const surveyConsent: QuestionDialog = {
  text: 'survey.consentQuestion',
  options: ({ t }) => [
    { value: 'yes', title: t('survey.consentYes'), synonyms: ['si', 'sí', 'claro', 'dale', 'ok', 'acepto'] },
    { value: 'no', title: t('survey.consentNo'), synonyms: ['no', 'no gracias', 'no acepto'] },
  ],
  thanks: (answer) => (answer === 'yes' ? 'survey.consentGiven' : 'survey.consentRefused'),
  apply: (scope, answer) =>
    recordChoice(scope, {
      purpose: 'encuestas',
      granted: answer === 'yes',
      words: scope.t('survey.consentQuestion'),
    }),
};

/** Leaves the question for when nothing is open, once in a conversation and only to who never chose. */
export async function askForSurveyConsent({ turn, world }: Scope): Promise<void> {
  const { conversation, repositories, now } = turn;
  const choice = await repositories.consents.findNewest(conversation.contactId, 'encuestas');
  if (choice === null) {
    await repositories.questions.insert({
      id: world.newId(),
      conversationId: conversation.id,
      kind: SURVEY_CONSENT,
      caseRef: conversation.contactId,
      createdAt: now,
      expiresAt: null,
    });
  }
}

import type { QuestionDialog } from '../question-dialog.ts';

/** "¿Qué tan fácil fue radicar?": one answer from 1 to 5, where 5 is very easy. */
export const filingSurvey: QuestionDialog = {
  text: 'survey.filingQuestion',
  look: 'poll',
  options: ({ t }) => [
    { value: 1, title: t('survey.filing1') },
    { value: 2, title: t('survey.filing2') },
    { value: 3, title: t('survey.filing3') },
    { value: 4, title: t('survey.filing4') },
    { value: 5, title: t('survey.filing5') },
  ],
  thanks: () => 'survey.thanks',
};

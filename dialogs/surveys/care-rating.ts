import type { QuestionDialog } from '../question-dialog.ts';

/** "¿Cómo te pareció la atención?": one answer from 1 to 5, where 5 is very good. */
export const careRating: QuestionDialog = {
  text: 'survey.careQuestion',
  look: 'poll',
  options: ({ t }) => [
    { value: 1, title: t('survey.care1') },
    { value: 2, title: t('survey.care2') },
    { value: 3, title: t('survey.care3') },
    { value: 4, title: t('survey.care4') },
    { value: 5, title: t('survey.care5') },
  ],
  thanks: () => 'survey.thanks',
};

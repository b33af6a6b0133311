/** The kind of the question about how a colleague attended: part of that conversation, asked once when it ends. */
export const CARE_RATING = 'care.rating';

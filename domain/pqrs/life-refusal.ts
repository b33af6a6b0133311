/** Why the law, or good order, says no to an act. */
export type LifeRefusal =
  | 'pqrs-not-in-this-state'
  | 'pqrs-silence-waits'
  | 'pqrs-term-is-over'
  | 'pqrs-not-in-this-regime'
  | 'pqrs-once-only'
  | 'pqrs-date-not-possible'
  | 'pqrs-too-long'
  | 'pqrs-not-classified'
  | 'pqrs-own-answer'
  | 'pqrs-outcome-not-for-kind'
  | 'pqrs-electronic-not-accepted'
  | 'pqrs-notice-not-for-regime'
  | 'pqrs-not-cited'
  | 'pqrs-appeal-possible'
  | 'pqrs-appeal-too-late'
  | 'pqrs-file-not-sent'
  | 'pqrs-person-has-time';

/**
 * The only door to the Bot Framework SDK, which has reached its end of life: about ten of its names, so that
 * replacing it means rewriting this file. No ConversationState, `runDialog` or DialogManager: each of them
 * hashes or copies the whole state on every turn.
 */
export {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ResourceResponse,
  type StatePropertyAccessor,
  TurnContext,
} from 'botbuilder';
export {
  Dialog,
  type DialogContext,
  DialogContextError,
  type DialogInstance,
  type DialogReason,
  DialogSet,
  type DialogState,
  type DialogTurnResult,
} from 'botbuilder-dialogs';

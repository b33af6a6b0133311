/** What the engine itself says, when no dialog can. */
export const turn = {
  'turn.keptForPerson':
    'Recibí tu mensaje y quedó guardado, pero no pude responderlo yo. Una persona del equipo lo va a revisar. No tienes que enviarlo otra vez.',
} as const;

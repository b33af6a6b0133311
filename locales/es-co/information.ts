/** What the utility publishes: where to pay, where to go, when. */
export const information = {
  'information.place': '{{name}}: {{address}}. {{hours}}',
  'information.line': '{{name}}: {{number}}',
  'information.paymentTitle': 'Puedes pagar en:',
  'information.paymentNone': 'Los puntos de pago están en {{website}}.',
  'information.officesTitle': 'Nuestras oficinas:',
  'information.officesNone': 'Los horarios y las oficinas están en {{website}}.',
  'information.officesHoliday': 'Los festivos no hay atención en las oficinas, pero yo te atiendo siempre.',
  'information.invoice':
    'El duplicado de la factura lo puedes pedir en {{website}} o en nuestras oficinas, con el número de cuenta o la dirección.',
  'information.interventions':
    'Todavía no tengo aquí la programación de los trabajos. La publican en {{website}} y te la dan en la línea {{line}}.',
} as const;

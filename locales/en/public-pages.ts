import type { publicPages as source } from '../es-co/public-pages.ts';

/** The same sentences in English. */
export const publicPages = {
  'public.skip': 'Go to the content',
  'public.govco': 'GOV.CO, the portal of the Colombian State',
  'public.breadcrumb': 'You are in',
  'public.home': 'Home',
  'public.nit': 'NIT {{nit}}',
  'public.print': 'You can print this page or save it as a PDF from your browser.',

  'public.status.title': 'See how your request is going',
  'public.status.intro':
    'Write the radicado number and the verification code. Both are in the confirmation message that you got when you filed.',
  'public.status.radicado': 'Radicado number',
  'public.status.radicadoHint': 'For example, {{example}}.',
  'public.status.code': 'Verification code',
  'public.status.codeHint': 'It has 12 letters and digits. For example, ABCD-EFGH-JKMN.',
  'public.status.submit': 'See how it is going',
  'public.status.lost':
    'You do not have the code? Write to us from the same chat or WhatsApp where you filed: we do not ask for it there. An anonymous request only opens with its code.',
  'public.status.private': 'We only show a request to whoever has its code. Do not share it.',
  'public.status.problem': 'We could not show the request',
  'public.status.problemTitle': 'Error: {{title}}',
  'public.status.found': 'Request {{radicado}}',
  'public.status.state': 'How it is going',
  'public.status.next': 'What comes next',
  'public.status.dates': 'Dates',
  'public.status.kind': 'Kind',
  'public.status.received': 'Filed',
  'public.status.receivedAt': '{{day}}, at {{time}}',
  'public.status.due': 'Term to answer you',
  'public.status.duePassed': 'It ended on {{day}}.',
  'public.status.asked': 'Seen',
  'public.status.documents': 'Documents',
  'public.status.documentsNone': 'This request has no documents.',
  'public.status.documentPending': 'still on its way',
  'public.status.download': 'Download {{name}}',
  'public.status.downloadUntil': 'The download buttons work for {{minutes}} minutes. After that, ask again.',
  'public.status.another': 'See another request',
  'public.status.leave':
    'If this device is not yours, close this window when you finish: nobody else will see your request.',
  'public.status.silenceLate':
    'The term has ended and we have no answer on record. You can ask for the positive administrative silence to be recognised (Ley 142 of 1994, art. 158). If we do not recognise it, you can go to the Superintendencia de Servicios Públicos Domiciliarios.',
  'public.status.late':
    'The term has ended. You can call us to ask for the answer, or ask for a person in the chat.',

  'public.next.BORRADOR': 'Go back to the chat to finish it.',
  'public.next.RADICADA': 'We will assign it to the team that has to answer you. You need not do anything.',
  'public.next.CLASIFICADA':
    'We will assign it to the team that has to answer you. You need not do anything.',
  'public.next.ASIGNADA': 'The team will study it. You need not do anything.',
  'public.next.EN_TRAMITE': 'The team is preparing the answer. You need not do anything.',
  'public.next.PROYECTADA': 'When the answer is approved, we will send it to you.',
  'public.next.APROBADA': 'We will send you the answer.',
  'public.next.RESPONDIDA':
    'The answer still has to be notified to you. Read it when it arrives: it says what you can do if you disagree.',
  'public.next.NOTIFICADA': 'If you disagree, you can appeal within the term that the answer gives.',
  'public.next.EN_RECURSO': 'We will decide the appeal and tell you.',
  'public.next.CERRADA':
    'Nothing is left to do. If you need something else, file another request in the chat.',
  'public.next.REQUERIDA_COMPLETAR': 'Send us what we asked for, the same way we wrote to you.',
  'public.next.DESISTIDA': 'If you still need it, you can file it again in the chat.',
  'public.next.TRASLADADA': 'The entity to which it was transferred will answer you.',
  'public.next.EN_PRUEBAS': 'When the evidence is gathered, we prepare the answer.',
  'public.next.SAP_PRESUNTO':
    'We will tell you whether it is recognised. If we do not recognise it, you can go to the Superintendencia de Servicios Públicos Domiciliarios.',
  'public.next.SAP_RECONOCIDO': 'We will carry out what was recognised in your favour.',
  'public.next.SAP_DESCARTADO':
    'If you disagree, you can go to the Superintendencia de Servicios Públicos Domiciliarios.',
  'public.next.RECHAZADA': 'The answer gives the reason. You can file another request in the chat.',
  'public.next.ARCHIVADA': 'If you still need it, you can file another request in the chat.',

  'public.help.title': 'Help',
  'public.help.intro':
    'Here you find what you can do online, where to go and where to call. It is free of charge and you need no lawyer.',
  'public.help.emergency': 'If there is danger, call now',
  'public.help.service': 'Failures of the service',
  'public.help.can': 'What you can do online',
  'public.help.canFile':
    'File a petition, complaint, claim, appeal, report or suggestion: at any hour, in the {{chat}}.',
  'public.help.chat': 'chat',
  'public.help.canStatus': 'See how a request is going, on {{page}}.',
  'public.help.statusPage': 'the status page',
  'public.help.canFailure': 'Tell us of a failure of the service and send photos, an audio or a PDF.',
  'public.help.canPerson': 'Ask for a person: write agent in the chat.',
  'public.help.canData': 'See, correct or erase your data, as {{page}} explains.',
  'public.help.privacyPage': 'the privacy page',
  'public.help.words': 'Words that always work in the chat',
  'public.help.wordMenu': 'menu: to go back to the beginning.',
  'public.help.wordBack': 'back: to correct the answer before.',
  'public.help.wordCancel': 'cancel: to leave what you are doing.',
  'public.help.wordHelp': 'help: to have the question explained.',
  'public.help.wordPerson': 'agent: to talk to a person.',
  'public.help.offices': 'Offices and hours',
  'public.help.payment': 'Where to pay',
  'public.help.address': 'Address: {{address}}',
  'public.help.hours': 'Hours: {{hours}}',
  'public.help.website': 'Website of the entity',

  'public.privacy.title': 'Privacy: how we look after your data',
  'public.privacy.responsible': 'Who answers for your data',
  'public.privacy.responsibleIs': '{{responsible}}, NIT {{nit}}, in {{city}}.',
  'public.privacy.write': 'For anything about your data, write to',
  'public.privacy.purposes': 'What we use them for',
  'public.privacy.purposesIntro':
    'Each use is apart. Only the first is needed to attend you; the others you allow or not, and you can change your mind.',
  'public.privacy.purpose.tramite':
    'Requests: to attend your requests and answer you. The law orders it even if you do not accept the notice (Ley 1581 of 2012, art. 10).',
  'public.privacy.purpose.avisos': 'Notices: to tell you of works and failures in your barrio.',
  'public.privacy.purpose.encuestas': 'Surveys: to ask you how we attended you.',
  'public.privacy.purpose.salud':
    'Health: if you tell us something about your health, we keep it private and only whoever has to attend it sees it. You need not tell it.',
  'public.privacy.purpose.ubicacion': 'Place and photos: to find where a failure is. You need not send them.',
  'public.privacy.whatsapp':
    'If you write to us on WhatsApp, your messages also go through that company, which is outside Colombia. If you do not want that, use the chat of this page or our offices.',
  'public.privacy.stop': 'To receive no more notices or surveys, write STOP in the chat or on WhatsApp.',
  'public.privacy.rights': 'Your rights',
  'public.privacy.rightSee': 'To know what data we have about you, free of charge.',
  'public.privacy.rightChange': 'To ask us to correct or update them.',
  'public.privacy.rightErase':
    'To ask us to erase them or to withdraw your permission, except for what the law orders us to keep.',
  'public.privacy.rightProof': 'To ask for the proof of the permission you gave.',
  'public.privacy.rightComplain':
    'To complain to the Superintendencia de Industria y Comercio, after claiming before us.',
  'public.privacy.how': 'How to use them',
  'public.privacy.howChat': 'In the chat: write my data and we file your request.',
  'public.privacy.howMail': 'By e-mail: {{email}}.',
  'public.privacy.howOffice': 'In person: at the offices listed on {{page}}.',
  'public.privacy.helpPage': 'the help page',
  'public.privacy.terms':
    'If you want to see your data, we answer in 10 business days, which can grow by up to 5. If you ask to correct or erase them, in 15 business days, which can grow by up to 8 (Ley 1581 of 2012, arts. 14 and 15). If we need more days, we will tell you why.',
  'public.privacy.versions': 'Versions of the privacy notice',
  'public.privacy.version': 'Version {{version}}, in force',
  'public.privacy.versionWords': 'These are the words that you see before you begin in the chat:',
  'public.privacy.versionNote':
    'When the words change, the version changes and we ask you again. We keep which version you saw and what you answered.',
  'public.privacy.policy': 'Whole policy of the entity',
  'public.privacy.policyAt': 'The entity publishes it at',

  'public.accessibility.title': 'Accessibility',
  'public.accessibility.intro':
    'We want anybody to be able to use these pages. We make them to meet the WCAG 2.1 guidelines, level AA, which Resolución 1519 of 2020 of MinTIC asks for.',
  'public.accessibility.done': 'What we did',
  'public.accessibility.keyboard':
    'You can use them with the keyboard alone, and you always see where you are.',
  'public.accessibility.reader': 'Headings, fields and buttons have names for screen readers.',
  'public.accessibility.contrast':
    'The colours have enough contrast, in light and in dark, following what your device is set to.',
  'public.accessibility.zoom':
    'You can enlarge the letters or read them on a small screen without moving sideways.',
  'public.accessibility.targets': 'Links and buttons are large, so that they are easy to touch.',
  'public.accessibility.script':
    'The status, help and privacy pages and this one work without JavaScript, and have no time limit to read or write.',
  'public.accessibility.voice': 'In the chat you can send an audio instead of writing.',
  'public.accessibility.limits': 'What is missing',
  'public.accessibility.limitsText':
    'We check the pages with an automatic tool whenever they change. A tool does not find every barrier. The documents that people send may not be accessible, and there is no attention in sign language yet.',
  'public.accessibility.tell': 'If you find a barrier',
  'public.accessibility.tellText':
    'Tell us in the chat, by telephone or at an office: we attend you in another way and correct it.',

  'public.error.title': 'Something did not go well',
  'public.error.notFound': 'There is nothing at this address.',
  'public.error.notAllowed': 'This page is not used in that way. Open it again from the site map.',
  'public.error.tooLarge': 'What you sent is too long. Write only the radicado and the code.',
  'public.error.unsupported': 'We could not read what you sent. Use the form of the status page.',
  'public.error.badRequest': 'We could not read what you sent. Use the form of the status page.',
  'public.error.tooFast':
    'There are many requests from your network right now. Wait {{seconds}} seconds and try again.',
  'public.error.busy': 'Many people are here right now. Try again in a few seconds.',
  'public.error.documentExpired': 'That button no longer works. Ask again to download the document.',
  'public.error.documentGone': 'That document is not here yet, or no longer is. Write to us in the chat.',
  'public.error.unexpected': 'Something went wrong on our side. Try again in a few minutes.',
  'public.error.back': 'Back to the status page',
} as const satisfies Record<keyof typeof source, string>;

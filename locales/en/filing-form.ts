/** The form at `/radicar`, which works without scripts, and its acuse. */
export const filingForm = {
  'filing.title': 'File a petition, complaint or claim',
  'filing.intro':
    'Tell us what happened and we give you a filing number. It is free, you need no lawyer and you can do it at any hour.',
  'filing.danger': 'If there is danger, do not wait for an answer here. Call now:',
  'filing.health':
    'If it is a complaint about health care, first complain to your EPS; if it does not answer, go to the Superintendencia Nacional de Salud.',
  'filing.required': 'required',
  'filing.optional': 'optional',

  'filing.kind': 'What do you want to file?',
  'filing.description': 'What happened?',
  'filing.descriptionHint':
    'In your own words: what, where and since when. Between 10 and 4,000 letters. You can also leave it empty and attach a voice recording.',
  'filing.aboutService': 'Is it about the service or the bill (water, sewer or waste)?',
  'filing.aboutServiceHint': 'Only needed for a petition or a complaint about treatment.',
  'filing.barrio': 'In which neighbourhood is it?',
  'filing.barrioHint': 'If it is not in the list, write it as people call it.',
  'filing.account': 'Account or contract number',
  'filing.accountHint': 'It is on the bill. If you do not have it, leave it empty.',
  'filing.files': 'Photos, PDF or recordings',
  'filing.filesHint': 'Up to {{max}} files of 15 MB. A PDF may have up to 20 MB.',
  'filing.filesKept': 'Files that we already have',
  'filing.filesKeptHint': 'Uncheck the ones that you do not want to send.',
  'filing.filesAgain': 'If you had chosen files, choose them again.',
  'filing.name': 'Your name',
  'filing.nameHint': 'You can file without saying who you are.',
  'filing.anonymous': 'I want it to be anonymous',
  'filing.anonymousHint':
    'We will keep neither your name nor anything that ties you to this request. The answer is read on the status page, with the code.',
  'filing.privacy': 'Your personal data',
  'filing.privacyFree':
    'You do not need to accept in order to file: if you do not, your data are used only to deal with your request, as the law orders.',
  'filing.accept': 'I accept',
  'filing.submit': 'File it',

  'filing.problemTitle': 'Error: {{title}}',
  'filing.problem': 'It is not filed yet. Check this:',
  'filing.notYet': 'It is not filed yet',
  'filing.error.kind': 'Choose what you want to file. If you do not know, choose “I do not know which”.',
  'filing.error.description':
    'Tell us what happened, in at least 10 letters. You can also attach a recording and leave it empty.',
  'filing.error.descriptionLong':
    '4,000 letters fit and you wrote {{count}}. Make it shorter; you can attach the rest as a PDF.',
  'filing.error.descriptionCut':
    '4,000 letters fit and you wrote many more. We kept the beginning: make it shorter or attach it as a PDF.',
  'filing.error.account':
    'That does not look like an account number: they have 4 to 20 digits or letters. Correct it or leave it empty.',
  'filing.error.barrio': 'The name of the neighbourhood is too long: 120 letters fit.',
  'filing.error.name': 'The name is too long: 120 letters fit.',
  'filing.error.file': '{{name}}: {{why}}',
  'filing.error.tooManyFiles':
    '{{max}} files fit. We did not take {{names}}: join them in one PDF or file the rest separately.',
  'filing.error.tooFast':
    'There are many requests from your network right now. What you wrote is still here: wait {{seconds}} seconds and send it again.',
  'filing.error.busy':
    'We could not keep it right now. What you wrote is still here: wait some seconds and send it again. It will not be filed twice.',
  'filing.error.key':
    'We did not recognise this page, perhaps because it is a copy. What you wrote is still here: check it and send it again.',
  'filing.error.used':
    'The request {{radicado}} was already filed from this page. If what you see here is another request, send it and it will have its own number.',
  'filing.error.otherSite': 'That request came from another page. Open it here and write it again.',
  'filing.error.tooLarge': 'What you sent is too large. Send fewer or lighter files.',
  'filing.error.unreadable': 'We could not read what you sent. Use the form on this page.',
  'filing.error.back': 'Back to the form',

  'filing.done.title': 'Filed with number {{radicado}}',
  'filing.done.keep': 'Keep these data',
  'filing.done.keepHint':
    'The code is only shown here. Write it down or take a picture: with the number and the code you can see how it goes. Do not share it.',
  'filing.done.radicado': 'Filing number',
  'filing.done.code': 'Verification code',
  'filing.done.received': 'Received',
  'filing.done.receivedAt': '{{day}}, at {{time}}, by {{entity}}',
  'filing.done.due': 'Deadline to answer you',
  'filing.done.summary': 'What we received',
  'filing.done.kind': 'Kind',
  'filing.done.description': 'What happened',
  'filing.done.barrio': 'Neighbourhood',
  'filing.done.account': 'Account',
  'filing.done.files': 'Files',
  'filing.done.none': 'None',
  'filing.done.who': 'Who files it',
  'filing.done.anonymous': 'It is anonymous',
  'filing.done.consult': 'To see how it goes, open {{page}} and write the number and the code.',
  'filing.done.consultPage': 'the status page',
  'filing.done.health': 'If it is about your health',
  'filing.done.danger': 'If there is danger, move away and call now',
  'filing.done.another': 'File another request',

  'filing.told.name': 'Name: {{name}}',
} as const;

/** The kinds of emergency that are answered before anything else. */
export type Danger = 'life' | 'fire' | 'electric' | 'gas' | 'flood' | 'health';

const PERSON =
  '(?:nin[oa]s?|ninit[oa]s?|pelad?it?[oa]s?|pelaos?|bebes?|chin[oa]s?|muchach[oa]s?|jovene?s?|joven|viejit[oa]s?|viej[oa]|' +
  'abuel[oa]s?|abuelit[oa]s?|senora?s?|senores|hombres?|mujer(?:es)?|person[ai]s?|alguien|gente|tip[oa]|man|vecin[oa]s?|' +
  'hij[oa]s?|herman[oa]s?|mama|papa|ti[oa]|prim[oa]|espos[oa]|marido|trabajador(?:es)?|obreros?|tecnicos?|operarios?|' +
  'motociclista|motorizado|ciclista|parrillero|conductor|familias?|companer[oa]s?|discapacitad[oa]|embarazada|sobrin[oa]|niet[oa])';

const CHILD = '(?:nin[oa]s?|ninit[oa]s?|bebes?|hij[oa]s?|pelait[oa]s?|niet[oa]s?)';
const HOLE =
  '(?:alcantari(?:ll|y)[ao]s?|alcantari(?:ll|y)ado|man(?:j|h)o(?:l|le)s?|hueco|hoyo|registro|pozo|zanja|excavacion|cano|caneria|canal|rio|arroyo|' +
  'tanque|alberca|caja|sumidero|socavon|cloaca|roto|manhole)';
const FELL = '(?:ca(?:y|ll)o|ca(?:y|ll)eron|ha caido|han caido|caido|caida)';
const WENT_INTO =
  '(?:se )(?:fue|fueron|hundio|hundieron|metio) (?:de cabeza )?(?:por|en|dentro|al|a|entre) (?:\\w+ ){0,2}';

/** Ways of speaking that only sound like danger. They are taken out of the text before anything is looked for. */
export const FIGURES_OF_SPEECH: readonly RegExp[] = [
  /\b(?:me|nos|se|lo|la|uno) ?(?:casi |esta(?:mos|n|s)? |estoy |voy a |vamos a |quiero )?(?:muer[eo]n?|mori(?:r|mos|a)?|muri(?:o|endo)|morire?|morimos) (?:casi )?(?:de|del|por) (?:la |el |tanta |tanto )?(?:risa|sed|calor|hambre|rabia|verguenza|pena|ganas|aburrimiento|cansancio|susto|frio|amor|asco|dicha|felicidad|tristeza|olor|hedor|miedo)\b/g,
  /\bmuert[oa]s? (?:de|del) (?:la |el )?(?:risa|sed|calor|hambre|rabia|verguenza|pena|ganas|cansancio|susto|frio|asco|miedo)\b/g,
  /\b(?:mat(?:a|an|ar|ando|aron|o)) (?:con )?(?:el|la|los|las|ese|esa|esos|esas|este|esta|a punta de|de) (?:recibos?|facturas?|cobros?|tarifas?|precios?|deudas?|calor|hambre|sed|olor|cuotas?|hedor|risa|cansancio)\b/g,
  /\b(?:recibos?|facturas?|cobros?|tarifas?|deudas?|calor|olor|cuotas?) (?:\w+ ){0,3}(?:me|nos|lo|la) (?:va a |van a |esta |estan )?mat\w+\b/g,
  /\b(?:ahog\w+|hundi\w+|asfixi\w+|desangr\w+) (?:en|con|de|por) (?:las |los |tantas? |tantos? |esas? |esos? |puras? )?(?:el |este |tanto )?(?:deudas?|recibos?|facturas?|cobros?|trabajo|tramites?|cuentas|intereses|papel(?:es)?|calor|bochorno)\b/g,
  /\b(?:deudas?|recibos?|facturas?|cobros?|tarifas?|intereses) (?:\w+ ){0,3}(?:ahog|asfixi)\w+\b/g,
  /\b(?:no (?:hay|hubo)|sin|ni) (?:un |ningun |ninguna |una )?(?:incendios?|heridos?|muertos?|explosion(?:es)?|fuga de gas|olor a gas|peligro)\b/g,
  /\b(?:puede|puedan|pueden|podria|podrian|pudo|va a|van a|vaya a|vayan a) (?:ser que )?(?:haber|causar|ocasionar|provocar|generar|pasar|ser|formar(?:se)?) (?:un |una |algun |alguna )?(?:incendio|explosion|muerto|herido|electrocutad[oa])s?\b/g,
  /\b(?:contra|anti|simulacro de|en caso de|seguro (?:de|contra)|prevencion de|riesgo de|red de|hidrante de) (?:los |un )?incendios?\b/g,
  /\bcasi (?:casi )?(?:que )?(?:me |se |nos |le )?(?:muer[eo]|muri[oe]\w*|mata\w*|mato|infart[ao]\w*|da un infarto|da un paro)\b/g,
  /\b(?:me|nos|le) (?:va a |iba a |puede |casi (?:me |nos )?)?(?:da|dar|dio) un (?:infarto|paro|yeyo|soponcio) (?:de|con|por|cuando|al) (?:\w+ ){0,3}(?:recib|factur|cobr|tarif|ver|precio|susto|valor)\w*\b/g,
  /\b(?:fuegos artificiales|juego(?:s)? pirotecnicos|mano(?:s)? al fuego|fuego amigo|marcha(?:r)? sobre rieles)\b/g,
  /\bcasi (?:que )?(?:se |me |nos )?ca(?:y|ll)(?:o|eron)\b/g,
  /\bmuriendo(?:se)? (?:el|la|los|las|mis?|nuestr[oa]s?) (?:\w+ )?(?:arbol(?:es)?|palos?|jardin(?:es)?|matas?|maticas?|plantas?|pasto|peces|pescados?|animales|perr\w+|gat\w+|cultivos?|negocios?|pollos?)\b/g,
  /\b(?:arbol(?:es)?|palos?|jardin|matas?|maticas?|plantas?|pasto|peces|pescados?|animales|perr\w+|gat\w+|cultivos?|negocio|comercio|pollos?) (?:\w+ ){0,2}se (?:me |nos )?(?:(?:esta|estan) (?:muriendo|ahogando)|ahog(?:o|aron))\b/g,
  /\b(?:el|del|barrio|en|al) socorro\b|\bauxilios? (?:de|del|economico|educativo|monetario|funerario|para|social)\b/g,
  /\b(?:linea|numero|telefono|carro|cuadrilla) de urgencias\b|\bnadie (?:esta |salio |quedo )?herido\b/g,
  /\b(?:corriente|corrientes) de agua\b|\bagua corriente\b|\bcuenta corriente\b/g,
];

/** Looked for in this order: what tells rescuers most comes first. */
export const DANGER_PATTERNS: readonly (readonly [Danger, readonly RegExp[]])[] = [
  [
    'fire',
    [
      /\bin?(?:c|s|z)endi(?:o|os|ado|ada|ando|andose|aron)\b/,
      /\bse (?:me |nos |le )?(?:esta|estan|sigue|siguen) (?:quemando|incendiando)\b|\b(?:esta|estan|se me|se nos) (?:quemandose|ardiendo (?:la|el|una?|mi)\b|prendid[oa] (?:en|fuego|candela))/,
      /\b(?:casa|carro|apartamento|edificio|local|tienda|bodega|rancho|cuarto|cocina|colegio|cerro|monte|lote) (?:se )?(?:me |le |nos )?(?:esta|estan) (?:quemando(?:se)?|ardiendo)\b/,
      /\b(?:en llamas|hay fuego|hay candela|fuego en|candela en|prendi\w+ (?:candela|fuego)|cogio (?:candela|fuego)|llamas (?:en|por|salen|saliendo)|salen llamas|saliendo llamas|llamarada)\b/,
      /\b(?:hubo|hay|escuch\w+|sono|se oyo|fue) una (?:fuerte |gran )?explosion\b|\bexploto (?:una?|el|la) (?:casa|bomba|pipeta|cilindro|granada|carro|bodega|estacion)\b/,
      /\b(?:llam\w+|manden|envien|necesit\w+|vengan|urgente|urge) (?:a )?(?:los |el |unos )?(?:carro de )?bomberos\b|^bomberos$/,
      /\b(?:mucho|harto|sale|saliendo|negro) humo\b|\bhumo (?:negro|saliendo)\b/,
    ],
  ],
  [
    'gas',
    [
      /\b(?:olor|olores|guele|huele|uele|huelo|oliendo|jiede|hiede|jedentina) (?:\w+ ){0,3}?(?:a |de |como a )?(?:puro )?gas(?:es)?\b(?! del caribe)/,
      /\b(?:fuga|fuja|escape|bote|botadera|perdida|rotura) (?:de|del) (?:el )?gas\b/,
      /\b(?:se (?:esta |estan )?(?:sali|bot|escap|reg|fug)\w+|sale|botando|escapando) (?:mucho |el )?gas\b|\bgas (?:se (?:esta )?(?:sali|bot|escap|reg|fug)\w+|regado)\b/,
      /\b(?:tubo|tuberia|manguera|linea|red|acometida) de(?:l)? gas (?:\w+ ){0,3}(?:rot[oa]|revent\w+|romp\w+|part\w+|dan\w+|rompi\w+)\b/,
      /\b(?:romp\w+|revent\w+|part\w+|dan\w+|perfor\w+|pic\w+) (?:un |una |el |la )?(?:tubo|tuberia|manguera|linea|red|acometida) de(?:l)? gas\b/,
      /\b(?:pipeta|cilindro) (?:de gas )?(?:\w+ ){0,2}(?:bot|fug|escap|rota|expl)\w*\b/,
      /\b(?:escape|fuga|olor|derrame) de(?:l)? cloro\b|\bolor (?:a|de) gasolina\b|\bhuele a gasolina\b/,
    ],
  ],
  [
    'electric',
    [
      /\bele?(?:c|k)?trocut\w*\b/,
      /\bcorrientazos?\b|\b(?:cogio|agarro|mato|paso|pego|dio|coge|da|prendio|sacudio) (?:la |una |un |mucha )?(?:corriente|electricidad|descarga electrica)\b|\b(?:cogio|agarro|mato) la luz\b|\bdescarga electrica\b|\belectrizad[oa]s?\b|\benergizad[oa]s?\b|\bpegad[oa]s? (?:a|al|en) (?:\w+ ){0,3}(?:por la corriente|cable|corriente)\b/,
      /\b(?:pasa|pasando|tiene|hay|coge|con|da|dando|botando|suelta) corriente (?:en |el |la |al |por |a )?(?:agua|llave|ducha|tubo|pared|poste|reja|charco|calle|piso|contador|tuberia|grifo|registro)\b/,
      /\b(?:agua|llave|ducha|tubo|pared|poste|reja|charco|piso|grifo|tuberia) (?:\w+ ){0,3}(?:pasa|pasando|coge|cogio|da|esta dando|tiene|con|bota) corriente\b/,
      /\bse (?:solto|revento|desprendio) (?:un|el) cable\b|\b(?:cables?|cuerdas?|lineas? de (?:alta|luz|energia|la luz)|alambres?) (?:\w+ ){0,5}(?:ca(?:y|ll)o|ca(?:y|ll)eron|caid[oa]s?|en el (?:piso|suelo|agua|anden|charco)|suelt[oa]s?|pelad[oa]s?|revent\w+|chisp\w+|echando|colgando|tirad[oa]s?|energizad[oa]s?|vivos?)\b/,
      /\b(?:ca(?:y|ll)o|ca(?:y|ll)eron|caid[oa]s?|revent\w+|solt\w+|rompi\w+|tumb\w+|part\w+|arranc\w+) (?:\w+ ){0,3}(?:cables?|cuerdas?|lineas?) (?:de |del )?(?:la )?(?:luz|energia|alta|corriente|poste|electric\w+|tension|media)\b/,
      /\b(?:se )?ca(?:y|ll)o (?:\w+ ){0,2}(?:postes?|transformador)\b|\bpostes? (?:\w+ ){0,6}(?:ca(?:y|ll)endo(?:se)?|ca(?:y|ll)o|caid[oa]|caerse|caer)\b/,
      /\btransformador (?:\w+ ){0,3}(?:expl\w+|chisp\w+|quemando|candela|ardiendo|revent\w+|estall\w+)\b|\b(?:expl\w+|chisp\w+|estall\w+|revent\w+) (?:\w+ ){0,3}transformador\b/,
      /\bchispas?\b.{0,40}\b(?:cable|poste|luz|corriente|contador de (?:la )?luz|transformador|agua)\b|\b(?:cable|poste|breaker|transformador|toma)s?\b.{0,40}\bchisp\w+/,
      /\bcorto ?circuito\b/,
    ],
  ],
  [
    'flood',
    [
      new RegExp(
        `\\b(?:inund|arroyo|creciente|crecio|desbord|avalancha|agua (?:se )?(?:nos |me )?(?:met|sub|entr|lleg)|aguacero|se metio el agua)\\w*\\b.{0,120}\\b(?:atrapad[oa]s?|encerrad[oa]s?|no (?:podemos|puedo|pueden|puede) salir|en el techo|sobre el techo|en la terraza|ahog\\w+|se lo llev\\w+|se la llev\\w+|arrastr\\w+|rescat\\w+|(?:hay|con|tengo|tenemos) (?:\\w+ ){0,3}${PERSON} (?:\\w+ ){0,6}(?:adentro|dentro|en cama|encamad[oa]|en la casa|subid[oa]s?)|(?:hay|tengo|tenemos) (?:\\w+ ){0,2}(?:bebes?|viejit[oa]s?|ancian[oa]s?|nin[oa]s?|abuel[oa]s?|discapacitad[oa]s?|embarazada))\\b`,
      ),
      /\b(?:atrapad[oa]s?|encerrad[oa]s?|no (?:podemos|puedo|pueden) salir|en el techo|rescat\w+|auxilio)\b.{0,120}\b(?:inund|arroyo|creciente|agua (?:sub|crec|met|lleg)|desbord|avalancha|por el agua)\w*/,
      /\bagua\b.{0,40}\b(?:por|hasta|al?) (?:el |la |las |los )?(?:cintura|pecho|cuello|hombros?|rodillas?)\b|\bagua\b.{0,40}\bhasta (?:el |la |las )?(?:techo|ventanas?)\b/,
      /\b(?:arroyo|creciente|corriente|rio|avalancha|quebrada)(?: \w+){0,2} (?:se (?:esta )?llev\w+|arrastr\w+)\b/,
      new RegExp(
        `\\bagua (?:se |nos |me )?(?:esta )?(?:llev|arrastr)\\w+ (?:a )?(?:\\w+ )?(?:${PERSON}|casas?|motos?|carros?|ranchos?|puente)\\b`,
      ),
      /\bse (?:lo|la|los|las|me|nos) (?:esta )?llev\w+ (?:el|la) (?:arroyo|agua|creciente|corriente|rio|quebrada)\b/,
      /\b(?:nos estamos|me estoy|se estan|estamos) (?:inundando|ahogando)\b|\bagua (?:esta |sigue )?(?:subiendo|creciendo)\b.{0,60}\b(?:casa|cama|camas|pecho|cintura|rapido)\b/,
      /\b(?:avalancha|deslizamiento(?:s)? de tierra|derrumbe|deslave)\b|\bse (?:nos |me |le )?(?:esta )?derrumb\w+|\bse (?:nos |me )?(?:vino|vino abajo|vino encima|desplomo|esta cayendo) (?:la |el |un |una |mi )?(?:casa|techo|muro|pared|paredilla|edificio|puente|placa|terraza|balcon|cerro|talud)\b/,
      /\b(?:se (?:sali|desbord|crec)\w+|crecio|desbordo|creciente (?:en|de|del)|crecid[oa]) (?:el |la )?(?:rio|quebrada)\b|\b(?:rio|quebrada) (?:\w+ ){0,2}(?:se (?:sali|desbord|crec)\w+|crecio|crecid[oa]|desbord\w+)\b/,
    ],
  ],
  [
    'life',
    [
      /\bse hundio .{0,40}\bcon (?:un|una|el|la|mi) (?:carro|moto|bus|buseta|taxi|camion|casa|familia)\b/,
      new RegExp(`\\b${FELL} (?:\\w+ ){0,3}${PERSON}\\b.{0,60}\\b${HOLE}\\b`),
      new RegExp(`\\b${PERSON} (?:\\w+ ){0,4}${FELL} .{0,40}\\b${HOLE}\\b`),
      new RegExp(`\\b${PERSON} (?:\\w+ ){0,2}${WENT_INTO}${HOLE}\\b`),
      new RegExp(`\\b${WENT_INTO}${HOLE} (?:\\w+ ){0,3}${PERSON}\\b`),
      new RegExp(
        `\\b${FELL} (?:\\w+ ){0,2}moto\\b.{0,40}\\b${HOLE}\\b|\\bmoto (?:\\w+ ){0,3}${FELL} .{0,40}\\b${HOLE}\\b`,
      ),
      new RegExp(`\\b(?:me|nos) (?:acabo de |acabamos de )?(?:cai|caer|caimos|calli) .{0,30}\\b${HOLE}\\b`),
      new RegExp(`\\bca(?:y|ll)o (?:a|en|al|dentro de) (?:\\w+ ){0,2}${HOLE}\\b.{0,60}\\b${PERSON}\\b`),
      new RegExp(
        `\\b(?:un|una|mi|el|la|unos|dos|otro|otra) (?:\\w+ )?${PERSON} (?:\\w+ ){0,3}se (?:me |le |nos )?(?:ca(?:y|ll)o|ca(?:y|ll)eron)\\b`,
      ),
      new RegExp(`\\b${PERSON}\\b.{0,60}\\bno (?:me )?(?:reacciona|despierta|se mueve|respira)\\b`),
      new RegExp(`\\b${FELL} (?:un|una|unos|unas|mi|el|la|dos|varios) (?:\\w+ )?${PERSON}\\b`),
      new RegExp(
        `\\b(?:hay|tenemos|quedo|quedaron|esta|estan) (?:\\w+ ){0,3}${PERSON} (?:\\w+ ){0,3}(?:atrapad|atorad|atascad|sepultad|enterrad|encerrad|herid|tirad|inconscient|desmayad|ensangrentad|desangr|ahog|grave|sin respirar|sin vida|quemad)\\w*`,
      ),
      /\b(?:estoy|estamos|quedo|quedaron|quedamos|esta|estan|hay|quede) (?:\w+ ){0,2}(?:atrapad[oa]s?|sepultad[oa]s?|enterrad[oa]s? viv[oa]s?|herid[oa]s?|inconscientes?|desmayad[oa]s?|mal herid[oa]s?|malherid[oa]s?)\b/,
      /\b(?:se|me|nos) (?:esta |estan |estoy |estamos |le esta )?a?h?og(?:o|a|ando|aron|andose)\b|\bse (?:nos |me )?ahogan\b|\bahog(?:ado|ada|ados|andose|andome)\b/,
      /\b(?:se|me|nos) (?:esta|estan|estoy|estamos|me esta|nos esta) (?:muriendo|desangrando|asfixiando|moriendo)\b/,
      new RegExp(
        `\\b${PERSON} (?:se )?(?:esta |estan )(?:muriendo|agonizando|desangrando|ahogando|asfixiando)`,
      ),
      /\bhay (?:un |una |varios |dos |unos |muchos )(?:muertos?|cadaver(?:es)?(?! de (?:un |una )?(?:perr|gat|animal|burr|caball|vac))|cuerpos? sin vida|heridos?)\b|\bhay (?:muertos|heridos)\b/,
      /\b(?:no (?:esta )?(?:respira|respirando|despierta)\b|sin signos vitales|perdio el conocimiento|perdio la conciencia|se (?:me |nos )?desma(?:y|ll)o)/,
      /\b(?:auxilio|socorro|s o s)\b|^(?:sos|911|123)$|\bllam\w+ (?:a )?(?:una |la |al )?(?:ambulancia|123|911)\b|\b(?:manden|envien|necesit\w+|urge|urgente) (?:una |la )?ambulancia\b|^ambulancia\b/,
      /\b(?:vida o muerte|peligro de muerte|en peligro (?:de |la |mi |nuestra |su )?(?:muerte|vida)|nuestras? vidas? (?:corre|esta)\w*)\b/,
      /\b(?:me quiero (?:morir|matar|suicidar)|quiero (?:morirme|matarme|suicidarme)|suicid\w+|quitar(?:me|se|le) la vida|quitarme de encima la vida|no quiero (?:seguir )?(?:vivir|viviendo)(?: mas)?|acabar con mi vida|ganas de (?:morirme|vivir))\b/,
      /\b(?:balacera|tiroteo|disparando|apunal\w+|macheteando|punaladas?|baleado|baleada|sicarios?)\b|\b(?:me|nos|lo|la) (?:quieren|van a|estan) mat(?:ar|ando)(?:me|nos|lo|la)?\b|\bamenaz\w+ de muerte\b/,
      /\b(?:le|les|me|nos) (?:esta |estan |vive )?(?:pega|pegando|pegan|pego|golpea|golpeando|maltrat\w+|viola\w*) a (?:la|el|su|sus|los|las|mi) (?:mujer|esposa|hij[oa]s?|nin[oa]s?|mama|novia|marido|senora)\b|\bmi (?:marido|esposo|pareja|novio) me (?:pega|golpea|pego|quiere matar|esta pegando|maltrata)\b/,
      new RegExp(`\\b(?:aplast|atropell|arroll|sepult)(?:o|aron|ando|ado|ada) (?:a )?(?:\\w+ )?${PERSON}\\b`),
      new RegExp(`\\bca(?:y|ll)o (?:\\w+ ){0,3}(?:encima|sobre|a|arriba) (?:de |a )?(?:\\w+ )?${PERSON}\\b`),
      /\b(?:accidente|choque)\b.{0,60}\b(?:herid|muert|grave|sangr)\w*/,
    ],
  ],
  [
    'health',
    [
      /\bdolor(?:es)? (?:\w+ ){0,3}(?:de|en|del) (?:el |la |mi |su )?(?:pecho|corazon)\b|\bduele (?:mucho |muchisimo |demasiado )?(?:el|la) (?:pecho|corazon)\b|\bopresion en el pecho\b/,
      /\b(?:sangrado|sangrando|hemorragia|desangr\w+|vomit\w+ sangre|botando sangre|bota sangre|sangra mucho)\b/,
      /\b(?:infarto|infartad[oa]|infartando|derrame cerebral|trombosis|preinfarto|paro cardiac\w+|acv|isquemia)\b/,
      /\b(?:no (?:puedo|puede|pueden) respirar|le falta el aire|me falta el aire|dificultad para respirar|se asfixia|ahogo al respirar|no respira bien|respira mal)\b/,
      /\bconvuls\w+|\bcombuls\w+/,
      /\b(?:envenenad[oa]s?|enveneno|envenenaron|intoxicad[oa]s?|intoxico|intoxicaron|intoxicacion)\b/,
      /\b(?:insulina|quimio|kimio|quimioterapia|quimioterapias|radioterapia|dialisis|hemodialisis|oxigeno|uci|cuidados intensivos|marcapasos)\b/,
      /\b(?:embaraz\w+|gestante|prenad[ao]|parto|dando a luz|parturienta)\b.{0,80}\b(?:eps|ips|clinica|hospital|atend\w+|dolor\w*|sangr\w+|contraccion\w*|urgencias?|cita|control|medic\w+|doctor\w*|fiebre|desma\w+|rompi\w+ fuente|presion alta|riesgo)\b/,
      /\b(?:eps|ips|clinica|hospital|urgencias?|medic\w+|doctor\w*|dolor\w*|no (?:la|me) (?:atiend|recib|quier)\w+|contraccion\w*)\b.{0,80}\b(?:embaraz\w+|gestante|parto)\b|\bpreeclampsia\b|\bcontracciones\b|\brompi\w* fuente\b/,
      /\b(?:en|por|de|a|sala de|las) urgencias\b|\burgencia (?:medica|vital|de salud|hospitalaria)\b|\bemergencia medica\b/,
      new RegExp(
        `\\b${CHILD}\\b.{0,60}\\b(?:fiebre|vomit\\w+|diarrea|deshidrat\\w+|moradit\\w+|no reacciona|grave)\\b`,
      ),
      new RegExp(`\\b(?:fiebre|vomit\\w+|diarrea|deshidrat\\w+)\\b.{0,60}\\b${CHILD}\\b`),
    ],
  ],
];

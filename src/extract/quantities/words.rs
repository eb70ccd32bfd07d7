//! Word lists behind counted nouns.

/// Words that end a noun phrase: articles, prepositions, conjunctions, pronouns, and verbs that often follow a bare number.
pub(super) const STOP: &str = "a an the of in on at to from by with without within for into onto over under about above below between among against \
    after before since until during through throughout across along around near off out up down toward towards via per than as like and or but nor so \
    yet if when while where which who whom whose that this these those because although though whether it its he him his she her they them their we us \
    our you your i my me there here now then not no third fourth fifth sixth seventh eighth ninth tenth also only just even still already ago later earlier today yesterday tomorrow \
    is are was were be been being am has have had having do does did will would can could may might must shall should \
    said says say told died die dies fell rose went came took take takes made make gave got saw began begin left lost held led ran became become \
    remain remained remains survived survive fled flee joined join returned return attended attend arrived arrive crossed entered \
    voted vote gathered gather took needed need want wanted live lived work worked";

/// Words in s that are no plurals.
pub(super) const NOT_PLURAL: &str = "this has was does always perhaps besides towards afterwards sometimes overseas whereas unless across express \
    serious various previous dangerous numerous religious famous less plus thus versus yes his its s";

/// Plurals without s and nouns with one form, each with its singular.
pub(super) const UNMARKED: &[(&str, &str)] = &[
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("servicemen", "serviceman"),
    ("servicewomen", "servicewoman"),
    ("policemen", "policeman"),
    ("gunmen", "gunman"),
    ("fishermen", "fisherman"),
    ("firemen", "fireman"),
    ("crewmen", "crewman"),
    ("spokesmen", "spokesman"),
    ("clergymen", "clergyman"),
    ("businessmen", "businessman"),
    ("lawmen", "lawman"),
    ("personnel", "personnel"),
    ("aircraft", "aircraft"),
    ("spacecraft", "spacecraft"),
    ("hovercraft", "hovercraft"),
    ("staff", "staff"),
    ("police", "police"),
    ("infantry", "infantry"),
    ("cattle", "cattle"),
    ("sheep", "sheep"),
    ("livestock", "livestock"),
    ("series", "series"),
    ("species", "species"),
    ("headquarters", "headquarters"),
    ("others", "other"),
    ("casualties", "casualty"),
    ("criteria", "criterion"),
    ("media", "medium"),
    ("clergy", "clergy"),
    ("offspring", "offspring"),
    ("dead", "dead"),
    ("artillery", "artillery"),
    ("ammunition", "ammunition"),
    ("forces", "force"),
    ("troops", "troop"),
    ("buses", "bus"),
    ("gas", "gas"),
];

/// Participles that stand for people: `12 killed, 30 wounded`.
pub(super) const PARTICIPLES: &str =
    "killed wounded injured missing hurt captured arrested detained displaced evacuated hospitalised hospitalized";

/// Singulars that reports count with `one`, and that a number joins with a hyphen.
pub(super) const SINGULARS: &str = "person man woman child boy girl soldier civilian officer policeman policewoman guard fighter militant rebel gunman \
    serviceman servicewoman officer commander general pilot sailor conscript volunteer mercenary prisoner hostage captive refugee migrant resident \
    villager protester demonstrator activist journalist reporter worker employee driver doctor nurse medic teacher student pensioner tourist passenger \
    diplomat ambassador minister official lawmaker deputy senator candidate voter judge suspect attacker bomber victim casualty other \
    tank vehicle truck lorry car bus train locomotive wagon convoy column boat ship vessel ferry tanker frigate corvette submarine plane aircraft jet \
    helicopter drone missile rocket bomb shell mine grenade rifle gun howitzer mortar launcher radar battery warhead device explosion blast strike attack \
    raid incursion assault offensive ambush clash battle shelling incident violation breach crossing checkpoint border bridge tunnel dam road railway \
    station airport airfield port depot warehouse factory plant refinery reactor substation transformer building house home apartment flat school \
    kindergarten hospital clinic church mosque hotel shop market town city village settlement district region province country nation state republic \
    member party group unit brigade regiment battalion company division corps squad platoon team crew body grave camp site target point position \
    document decree law bill vote ballot resolution statement letter call meeting round session visit summit talk agreement deal treaty \
    storey story floor room lane track metre meter kilometre kilometer mile hour minute day week month year decade century dollar euro";

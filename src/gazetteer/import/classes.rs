//! Classes of Wikidata and the types that we have for them. Facts, compiled by us; Wikidata's own hierarchy is not followed, since an
//! item names its class directly and the hierarchy above holds surprises.

/// Our type for a class (`Q515`), for those that items of news bear most.
pub(super) fn usual(class: &str) -> Option<&'static str> {
    Some(match class {
        // human
        "Q5" => "person",
        // country, sovereign state
        "Q6256" | "Q3624078" => "country",
        // city, big city, town, village, settlement, million city, capital, city or town, municipality
        "Q515" | "Q1549591" | "Q3957" | "Q532" | "Q486972" | "Q1637706" | "Q5119" | "Q7930989" | "Q15284" => "place",
        // administrative divisions of the first and second order, state of the USA, region, district, dependent territory
        "Q10864048" | "Q13220204" | "Q35657" | "Q82794" | "Q149621" | "Q161243" => "place",
        // neighbourhood, city in the USA, commune of France, comune of Italy, municipality of Germany
        "Q123705" | "Q1093829" | "Q484170" | "Q747074" | "Q262166" => "place",
        // island, river, sea, mountain, peninsula
        "Q23442" | "Q4022" | "Q165" | "Q8502" | "Q34763" => "place",
        // airport, aerodrome, bridge, dam, nuclear power plant, power station, military base, port, railway station
        "Q1248784" | "Q62447" | "Q12280" | "Q12323" | "Q134447" | "Q159719" | "Q245016" | "Q44782" | "Q55488" => "facility",
        // government, government agency, ministry, executive branch
        "Q7188" | "Q327333" | "Q192350" | "Q35798" => "government",
        // organization, business, company, enterprise, public company, political party, nonprofit, NGO
        "Q43229" | "Q4830453" | "Q783794" | "Q6881511" | "Q891723" | "Q7278" | "Q163740" | "Q79913" => "organization",
        // international and intergovernmental organization, newspaper, news agency, research institute, think tank, university
        "Q484652" | "Q245065" | "Q11032" | "Q192283" | "Q31855" | "Q155271" | "Q3918" => "organization",
        // military unit, armed organization, armed forces, army, navy, air force
        "Q176799" | "Q17149090" | "Q772547" | "Q37726" | "Q4508" | "Q61883" => "armed_group",
        // war, battle, conflict, military operation, armed conflict, civil war
        "Q198" | "Q178561" | "Q180684" | "Q645883" | "Q350604" | "Q8465" => "conflict",
        // treaty, peace treaty
        "Q131569" | "Q625298" => "treaty",
        // weapon model, aircraft family, aircraft model
        "Q15142894" | "Q15056993" | "Q15056995" => "equipment",
        _ => return None,
    })
}

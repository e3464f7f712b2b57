//! Maple Ridge: a district of two schools in a state, three issuers, and the people who work there.

use std::collections::HashMap;

use foundation::{App, Id, Read, Result, Tx};
use itertools::Itertools;
use people::{Address, DemoPerson, Kind, Organization, Person, Place, Role};

pub struct District {
    pub state: Organization,
    pub district: Organization,
    pub high: Organization,
    pub middle: Organization,
    /// Its assessors review for others, too.
    pub neighbor: Organization,
    /// The district itself, the network and the university, as issuers.
    pub issuers: [Organization; 3],
    people: HashMap<&'static str, Id<Person>>,
}

/// Name, what they would do today, and the roles held where.
type Someone = (&'static str, &'static str, &'static [(Role, Where)]);

#[derive(Clone, Copy)]
enum Where {
    District,
    High,
    Middle,
    Neighbor,
    Network,
    University,
}

use Where::{District as D, High, Middle, Neighbor, Network, University};

const PEOPLE: &[Someone] = &[
    (
        "Ana Ruiz",
        "has heard “not yet” for one criterion, and can show that one again",
        &[(Role::Educator, High)],
    ),
    (
        "Ben Carter",
        "has Farid’s work to review, without a name on it; two differ about his own, and a third decides",
        &[(Role::Educator, Middle), (Role::Assessor, D)],
    ),
    (
        "Chloe Park",
        "is halfway through one, and shows a draft to her coach; reviews the work of others, too",
        &[(Role::Educator, High), (Role::Assessor, D)],
    ),
    (
        "Dele Okafor",
        "coaches seven colleagues: can read a draft that Chloe shows, and sees that Ana has gone quiet",
        &[(Role::Coach, D)],
    ),
    (
        "Elena Petrova",
        "has earned one, shows a piece of it to everyone, and it counts for her pay",
        &[(Role::Educator, High)],
    ),
    ("Farid Haddad", "has submitted, and waits for a decision", &[(Role::Educator, Middle)]),
    ("Grace Kim", "has asked for approval, and may start meanwhile", &[(Role::Educator, Middle)]),
    (
        "Hugo Silva",
        "has started nothing yet, and can look for something in the catalog",
        &[(Role::Educator, High)],
    ),
    (
        "Iris Novak",
        "leads the district’s program and writes its microcredentials",
        &[(Role::Lead, D), (Role::Designer, D)],
    ),
    ("Jonas Weber", "reviews the work of other districts", &[(Role::Assessor, Neighbor)]),
    ("Kira Tanaka", "reviews the work of other districts", &[(Role::Assessor, Neighbor)]),
    ("Liang Chen", "reviews the work of other districts", &[(Role::Assessor, Neighbor)]),
    (
        "Maya Johnson",
        "principal: has Grace’s request to answer, and reviewed Sam’s work as he wished",
        &[(Role::Supervisor, High), (Role::Approver, D)],
    ),
    (
        "Noor Ali",
        "personnel: has Sam’s request to accept or refuse; Elena’s stands in the ledger",
        &[(Role::Office, D)],
    ),
    ("Oscar Lind", "says who may do what, and sees what is stuck", &[(Role::Administrator, D)]),
    (
        "Priya Shah",
        "has an award to approve for the network, and writes its microcredentials",
        &[(Role::Designer, Network), (Role::Lead, Network), (Role::Approver, Network)],
    ),
    (
        "Quentin Moreau",
        "writes the university’s microcredentials",
        &[(Role::Designer, University), (Role::Lead, University)],
    ),
    ("Rita Gomez", "reviews the work of colleagues without a name on it", &[(Role::Assessor, D)]),
    (
        "Sam Whitfield",
        "has earned one that his principal reviewed; personnel hasn’t answered yet",
        &[(Role::Educator, High)],
    ),
    (
        "Tess Abara",
        "has demonstrated one, and waits for the network to award it",
        &[(Role::Educator, Middle)],
    ),
];

impl District {
    pub async fn found(app: &App) -> Result<District> {
        let state =
            Organization::new(Kind::State, "pennsylvania", "Commonwealth of Pennsylvania", None);
        let district = Organization::new(
            Kind::District,
            "maple-ridge",
            "Maple Ridge School District",
            Some(&state),
        );
        let high = Organization::new(
            Kind::School,
            "maple-ridge-high",
            "Maple Ridge High School",
            Some(&district),
        );
        let middle = Organization::new(
            Kind::School,
            "elm-street-middle",
            "Elm Street Middle School",
            Some(&district),
        );
        let network = Organization::new(
            Kind::Network,
            "teachers-learning-network",
            "Teachers’ Learning Network",
            None,
        );
        let university =
            Organization::new(Kind::Issuer, "lakeshore-university", "Lakeshore University", None);
        let neighbor = Organization::new(
            Kind::District,
            "cedar-hollow",
            "Cedar Hollow School District",
            Some(&state),
        );
        let issuers = [district.clone(), network, university];
        let mut made =
            District { state, district, high, middle, neighbor, issuers, people: HashMap::new() };
        let mut tx = app.begin().await?;
        for organization in [
            &made.state,
            &made.district,
            &made.high,
            &made.middle,
            &made.neighbor,
            &made.issuers[1],
            &made.issuers[2],
        ] {
            people::establish(&mut tx, organization).await?;
        }
        for (name, _, roles) in PEOPLE {
            let id = made.hire(&mut tx, name, roles).await?;
            made.people.insert(name, id);
        }
        tx.commit().await?;
        Ok(made)
    }

    async fn hire(&self, tx: &mut Tx, name: &str, roles: &[(Role, Where)]) -> Result<Id<Person>> {
        let person = Person { id: Id::fresh(), name: name.into() };
        people::add_person(tx, &person).await?;
        people::add_address(tx, person.id, &address(name)).await?;
        for (role, place) in roles {
            let at = self.at(*place);
            people::appoint(
                tx,
                person.id,
                *role,
                Place { at: at.id, custodian: at.custodian },
                None,
            )
            .await?;
        }
        Ok(person.id)
    }

    /// Who works here by this name.
    pub fn person(&self, name: &str) -> Id<Person> {
        *self.people.get(name).expect("the story names people of PEOPLE alone")
    }

    fn at(&self, place: Where) -> &Organization {
        match place {
            D => &self.district,
            High => &self.high,
            Middle => &self.middle,
            Neighbor => &self.neighbor,
            Network => &self.issuers[1],
            University => &self.issuers[2],
        }
    }
}

/// `ana.ruiz@maple-ridge.example`
fn address(name: &str) -> Address {
    let local = name.to_lowercase().replace(' ', ".");
    Address::read(&format!("{local}@maple-ridge.example")).expect("names here are letters")
}

/// Whom one may sign in as.
pub async fn people(read: &mut Read, _: &[()]) -> Result<HashMap<(), Vec<DemoPerson>>> {
    let addresses: Vec<String> =
        PEOPLE.iter().map(|(name, ..)| address(name).to_string()).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let found = people::people_of_addresses(read, &addresses).await?;
    let person = |(name, today, roles): &Someone| {
        let id = *found.get(&address(name).to_string())?;
        let roles: Vec<&str> = roles.iter().map(|(role, _)| role.words()).dedup().collect();
        Some(DemoPerson { id, role: roles.join(", "), today: (*today).into() })
    };
    Ok(HashMap::from([((), PEOPLE.iter().filter_map(person).collect())]))
}

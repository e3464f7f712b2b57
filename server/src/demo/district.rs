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
    ("Ana Ruiz", "has a not yet to work on", &[(Role::Educator, High)]),
    (
        "Ben Carter",
        "teaches, and reviews the work of others",
        &[(Role::Educator, Middle), (Role::Assessor, D)],
    ),
    (
        "Chloe Park",
        "is halfway through, and reviews others",
        &[(Role::Educator, High), (Role::Assessor, D)],
    ),
    ("Dele Okafor", "coaches six colleagues", &[(Role::Coach, D)]),
    ("Elena Petrova", "has earned one", &[(Role::Educator, High)]),
    ("Farid Haddad", "waits for a decision", &[(Role::Educator, Middle)]),
    ("Grace Kim", "looks for something worth getting better at", &[(Role::Educator, Middle)]),
    ("Hugo Silva", "has started nothing yet", &[(Role::Educator, High)]),
    (
        "Iris Novak",
        "leads the district’s program and writes microcredentials",
        &[(Role::Lead, D), (Role::Designer, D)],
    ),
    ("Jonas Weber", "reviews the work of other districts", &[(Role::Assessor, Neighbor)]),
    ("Kira Tanaka", "reviews the work of other districts", &[(Role::Assessor, Neighbor)]),
    ("Liang Chen", "decides where two assessors differ", &[(Role::Assessor, Neighbor)]),
    (
        "Maya Johnson",
        "principal: says yes or no before a start",
        &[(Role::Supervisor, High), (Role::Approver, D)],
    ),
    ("Rita Gomez", "reviews the work of colleagues", &[(Role::Assessor, D)]),
    ("Noor Ali", "personnel: accepts what counts for pay", &[(Role::Office, D)]),
    ("Oscar Lind", "says who may do what", &[(Role::Administrator, D)]),
    (
        "Priya Shah",
        "designs and approves for the network",
        &[(Role::Designer, Network), (Role::Lead, Network), (Role::Approver, Network)],
    ),
    (
        "Quentin Moreau",
        "designs for the university",
        &[(Role::Designer, University), (Role::Lead, University)],
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

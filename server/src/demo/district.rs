//! Maple Ridge: a district of two schools in a state, three issuers, and the people who work there.

use foundation::{App, Id, Result, Tx};
use people::{Kind, Organization, Person, Place, Role};

pub struct District {
    pub state: Organization,
    pub district: Organization,
    pub high: Organization,
    pub middle: Organization,
    /// The district itself, the network and the university, as issuers.
    pub issuers: [Organization; 3],
}

/// Name, and the roles held where.
type Someone = (&'static str, &'static [(Role, Where)]);

#[derive(Clone, Copy)]
enum Where {
    District,
    High,
    Middle,
    Network,
    University,
}

use Where::{District as D, High, Middle, Network, University};

const PEOPLE: &[Someone] = &[
    ("Ana Ruiz", &[(Role::Educator, High)]),
    ("Ben Carter", &[(Role::Educator, Middle), (Role::Assessor, D)]),
    ("Chloe Park", &[(Role::Educator, High), (Role::Assessor, D)]),
    ("Dele Okafor", &[(Role::Coach, D)]),
    ("Elena Petrova", &[(Role::Educator, High)]),
    ("Farid Haddad", &[(Role::Educator, Middle)]),
    ("Grace Kim", &[(Role::Educator, Middle)]),
    ("Hugo Silva", &[(Role::Educator, High)]),
    ("Iris Novak", &[(Role::Lead, D), (Role::Designer, D)]),
    (
        "Jonas Weber",
        &[(Role::Assessor, D), (Role::Assessor, Network), (Role::Assessor, University)],
    ),
    (
        "Kira Tanaka",
        &[(Role::Assessor, D), (Role::Assessor, Network), (Role::Assessor, University)],
    ),
    ("Liang Chen", &[(Role::Assessor, D), (Role::Assessor, Network), (Role::Assessor, University)]),
    ("Maya Johnson", &[(Role::Supervisor, High), (Role::Approver, D)]),
    ("Noor Ali", &[(Role::Office, D)]),
    ("Oscar Lind", &[(Role::Administrator, D)]),
    ("Priya Shah", &[(Role::Designer, Network), (Role::Lead, Network), (Role::Approver, Network)]),
    ("Quentin Moreau", &[(Role::Designer, University), (Role::Lead, University)]),
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
        let issuers = [district.clone(), network, university];
        let made = District { state, district, high, middle, issuers };
        let mut tx = app.begin().await?;
        for organization in [
            &made.state,
            &made.district,
            &made.high,
            &made.middle,
            &made.issuers[1],
            &made.issuers[2],
        ] {
            people::establish(&mut tx, organization).await?;
        }
        for (name, roles) in PEOPLE {
            made.hire(&mut tx, name, roles).await?;
        }
        tx.commit().await?;
        Ok(made)
    }

    async fn hire(&self, tx: &mut Tx, name: &str, roles: &[(Role, Where)]) -> Result<()> {
        let person = Person { id: Id::fresh(), name: name.into() };
        people::add_person(tx, &person).await?;
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
        Ok(())
    }

    fn at(&self, place: Where) -> &Organization {
        match place {
            D => &self.district,
            High => &self.high,
            Middle => &self.middle,
            Network => &self.issuers[1],
            University => &self.issuers[2],
        }
    }
}

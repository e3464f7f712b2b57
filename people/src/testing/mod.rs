//! People in stories: they open pages and post forms, as in a browser without scripts.

mod browser;

use std::ops::Deref;

use axum::Router;
use foundation::{
    App, Id, Journey, Outside,
    testing::{self, Database, database},
};

pub use browser::{Browser, Part, Seen, form};

use crate::{
    Address, Kind, Organization, Password, Person, Place, Relation, Role, Routes, add_address,
    appoint, relate, session, store,
};

/// One small world a story: its own database, its own time, and a district in a state.
pub struct World {
    pub app: App,
    pub state: Organization,
    pub district: Organization,
    pub school: Organization,
    pub other_school: Organization,
    pub issuer: Organization,
    router: Router,
    pub database: Database,
}

impl World {
    pub async fn new(journey: Journey, routes: Routes) -> World {
        World::beside(Outside::shut(), journey, routes).await
    }

    /// The same, where something stands elsewhere on the web.
    pub async fn beside(outside: Outside, journey: Journey, routes: Routes) -> World {
        World::at(testing::ORIGIN, outside, journey, routes).await
    }

    /// The same, where the world finds it at this address.
    pub async fn at(public_url: &str, outside: Outside, journey: Journey, routes: Routes) -> World {
        let database = database().await;
        let app = testing::app_at(public_url, &database, journey, outside);
        let router = routes.open(&app);
        let state = Organization::new(Kind::State, "the-state", "The State", None);
        let district = Organization::new(
            Kind::District,
            "maple-ridge",
            "Maple Ridge School District",
            Some(&state),
        );
        let school = Organization::new(
            Kind::School,
            "maple-high",
            "Maple Ridge High School",
            Some(&district),
        );
        let other_school = Organization::new(
            Kind::School,
            "elm-middle",
            "Elm Street Middle School",
            Some(&district),
        );
        let issuer = Organization::new(Kind::Issuer, "institute", "The Institute", None);
        let mut tx = app.begin().await.expect("a transaction");
        for organization in [&state, &district, &school, &other_school, &issuer] {
            store::organizations::keep(&mut tx, organization).await.expect("kept");
        }
        tx.commit().await.expect("committed");
        World { app, state, district, school, other_school, issuer, router, database }
    }

    /// Teaches at `school`.
    pub async fn educator(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Educator, &self.school)]).await
    }

    /// At `district`.
    pub async fn coach(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Coach, &self.district)]).await
    }

    /// At `issuer`.
    pub async fn assessor(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Assessor, &self.issuer)]).await
    }

    /// At `issuer`.
    pub async fn designer(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Designer, &self.issuer)]).await
    }

    /// At `district`.
    pub async fn lead(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Lead, &self.district)]).await
    }

    /// At `district` and at `issuer`.
    pub async fn approver(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Approver, &self.district), (Role::Approver, &self.issuer)])
            .await
    }

    /// At `school`.
    pub async fn supervisor(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Supervisor, &self.school)]).await
    }

    /// At `district`.
    pub async fn office(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Office, &self.district)]).await
    }

    /// At `district`.
    pub async fn administrator(&self, name: &str) -> Someone {
        self.someone(name, &[(Role::Administrator, &self.district)]).await
    }

    /// Somebody with these roles, already signed in.
    pub async fn someone(&self, name: &str, roles: &[(Role, &Organization)]) -> Someone {
        let person = Person { id: Id::fresh(), name: name.into() };
        let mut tx = self.app.begin().await.expect("a transaction");
        store::people::keep(&mut tx, &person).await.expect("kept");
        for (role, organization) in roles {
            let place = Place { at: organization.id, custodian: organization.custodian };
            appoint(&mut tx, person.id, *role, place, None).await.expect("appointed");
        }
        let address = Address::read(&format!("{}@people.test", local_part(name)));
        let address = address.expect("one of letters");
        let new = add_address(&mut tx, person.id, &address).await.expect("kept");
        assert!(new, "two are called {name}");
        let token = session::begin(&mut tx, person.id).await.expect("a session");
        tx.commit().await.expect("committed");
        let browser = self.stranger();
        browser.takes(token.cookie(&self.app).to_str().expect("text"));
        Someone { id: person.id, name: name.into(), address: address.to_string(), browser }
    }

    /// Gives somebody one more role.
    pub async fn appoint(&self, who: &Someone, role: Role, at: &Organization) {
        let mut tx = self.app.begin().await.expect("a transaction");
        let place = Place::of(at);
        appoint(&mut tx, who.id, role, place, None).await.expect("appointed");
        tx.commit().await.expect("committed");
    }

    /// Lets somebody sign in by the form, too.
    pub async fn set_password(&self, who: &Someone, password: &str) {
        let password = Password::choose(password.into()).expect("a good one");
        let hash = password.hash().await.expect("a hash");
        let mut tx = self.app.begin().await.expect("a transaction");
        store::passwords::set(&mut tx, who.id, &hash).await.expect("kept");
        tx.commit().await.expect("committed");
    }

    /// One is to the other what an administrator says.
    pub async fn relate(&self, one: &Someone, kind: Relation, other: &Someone) {
        let mut tx = self.app.begin().await.expect("a transaction");
        let custodian = self.district.id;
        relate(&mut tx, custodian, one.id, kind, other.id).await.expect("related");
        tx.commit().await.expect("committed");
    }

    /// Somebody whose session has ended in the meantime signs in again.
    pub async fn comes_back(&self, who: &Someone) {
        let mut tx = self.app.begin().await.expect("a transaction");
        let token = session::begin(&mut tx, who.id).await.expect("a session");
        tx.commit().await.expect("committed");
        who.takes(token.cookie(&self.app).to_str().expect("text"));
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.app.site(), self.router.clone(), None)
    }

    /// The same, as the network says from where.
    pub fn stranger_at(&self, address: &str) -> Browser {
        Browser::new(
            self.app.site(),
            self.router.clone(),
            Some(address.parse().expect("an address")),
        )
    }

    /// What was written to an address, of one kind (`people.invitation`).
    pub async fn letters(&self, address: &str, kind: &str) -> Vec<Written> {
        let mut read = self.app.read().await.expect("a view");
        sqlx::query_as(
            "SELECT subject, body FROM letters WHERE address = $1 AND kind = $2
             ORDER BY written_at, id",
        )
        .bind(address)
        .bind(kind)
        .fetch_all(&mut *read)
        .await
        .expect("letters")
    }

    /// The path of the link in the one letter of this kind.
    pub async fn link(&self, address: &str, kind: &str) -> String {
        let letters = self.letters(address, kind).await;
        let [letter] = letters.as_slice() else { panic!("{} letters, not one", letters.len()) };
        let origin = self.app.site().origin();
        let (_, path) = letter.body.split_once(&origin).expect("a link");
        path.split_whitespace().next().expect("its path").to_owned()
    }

    /// Lets everything that follows from what was done happen.
    pub async fn settle(&self) {
        let mut happened = 1;
        while happened > 0 {
            happened = self.app.deliver().await.expect("the courier works");
            happened += self.app.work().await.expect("the worker works");
        }
    }
}

/// "Rosa Díaz" gets rosa.daz@people.test.
fn local_part(name: &str) -> String {
    let parts = name
        .split_whitespace()
        .map(|part| part.replace(|it: char| !it.is_ascii_alphanumeric(), ""));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(".").to_lowercase()
}

/// A letter, before it is sent.
#[derive(Debug, sqlx::FromRow)]
pub struct Written {
    pub subject: String,
    pub body: String,
}

/// Someone in front of a browser of their own.
pub struct Someone {
    pub id: Id<Person>,
    pub name: String,
    pub address: String,
    browser: Browser,
}

impl Deref for Someone {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

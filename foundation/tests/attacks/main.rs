//! The record is attacked: what people really do is accepted, what must not happen is refused, and
//! every guard refuses something that nothing else would.

mod app_role;
mod attack;
mod catalog;
mod good;
mod hostile;
mod keys;
mod people_do;
mod plans;
mod rows;
mod run;
mod shape;
mod truths;

use attack::Attack;
use run::{
    Outcome::{Accepted, Refused, RefusedBefore},
    World, world,
};

/// Tries all of them; says which ones weren't refused. Where all guards stand, what a key refuses may
/// be refused earlier; else what comes first is accepted.
async fn accepted(world: &mut World, attacks: Vec<Attack>, earlier: bool) -> Vec<String> {
    let mut accepted = vec![];
    for Attack { name, guard, first, then } in attacks {
        if then.is_for_sqlite_alone() && !world.is_sqlite() {
            continue;
        }
        match world.tries(&first, &then).await {
            Refused(_) => {}
            RefusedBefore(_) if earlier && guard.is_none() => {}
            other => accepted.push(format!("{name}: {other:?}: {}", then.text())),
        }
    }
    accepted
}

async fn all(world: &mut World) -> Vec<Attack> {
    let mut attacks = catalog::attacks(world).await;
    attacks.extend(hostile::all());
    attacks
}

fn by_a_guard(it: &Attack) -> bool {
    it.guard.is_some()
}

fn by_a_key(it: &Attack) -> bool {
    it.guard.is_none()
}

/// Which of the good are not accepted.
async fn refused(world: &mut World) -> Vec<String> {
    let mut refused = vec![];
    for good in good::all() {
        let outcome = world.tries(&rows::nothing(), &good.sql).await;
        if outcome != Accepted {
            refused.push(format!("{}: {outcome:?}", good.name));
        }
    }
    refused
}

#[tokio::test]
async fn what_people_do_is_accepted() {
    let mut world = world().await;
    let refused = refused(&mut world).await;
    assert!(refused.is_empty(), "{refused:#?}");
}

#[tokio::test]
async fn what_must_not_happen_is_refused() {
    let mut world = world().await;
    let attacks = all(&mut world).await;
    let accepted = accepted(&mut world, attacks, true).await;
    assert!(accepted.is_empty(), "{accepted:#?}");
}

#[tokio::test]
async fn the_application_s_role_is_enough_for_what_people_do() {
    let mut world = world().await;
    world.as_the_app().await;
    let refused = refused(&mut world).await;
    assert!(refused.is_empty(), "{refused:#?}");
}

#[tokio::test]
async fn the_application_s_role_opens_no_way_around_the_guards() {
    let mut world = world().await;
    let attacks = all(&mut world).await;
    world.as_the_app().await;
    let mut accepted = accepted(&mut world, attacks, true).await;
    let beyond = if world.is_sqlite() { &[] } else { app_role::BEYOND_ITS_ROLE };
    for statement in beyond {
        if !matches!(world.tries(&rows::nothing(), &rows::sql(*statement)).await, Refused(_)) {
            accepted.push((*statement).into());
        }
    }
    assert!(accepted.is_empty(), "{accepted:#?}");
}

/// Another program may open SQLite's file without our PRAGMAs; on PostgreSQL keys are always on.
#[tokio::test]
async fn guards_hold_where_foreign_keys_are_off() {
    let mut world = world().await;
    let attacks = catalog::attacks(&mut world).await;
    if world.is_sqlite() {
        world.without_foreign_keys().await;
    }
    let guarded = hostile::all().into_iter().filter(by_a_guard).collect();
    let accepted =
        [accepted(&mut world, guarded, false).await, accepted(&mut world, attacks, true).await]
            .concat();
    assert!(accepted.is_empty(), "{accepted:#?}");
}

#[tokio::test]
async fn keys_hold_where_guards_are_gone() {
    let mut world = world().await;
    world.without_guards().await;
    let keyed = hostile::all().into_iter().filter(by_a_key).collect();
    let accepted = accepted(&mut world, keyed, false).await;
    assert!(accepted.is_empty(), "{accepted:#?}");
}

/// These refuse nothing: they follow a merge, or wait for whoever writes at the same time.
fn refuses(guard: &str) -> bool {
    guard != "people_move_along" && !guard.starts_with("a_")
}

#[tokio::test]
async fn every_guard_refuses_something_that_it_alone_refuses() {
    let mut world = world().await;
    let guards: Vec<_> = world.triggers.keys().filter(|it| refuses(it)).cloned().collect();
    let mut trials = vec![];
    let mut wanting = vec![];
    for guard in guards {
        let named: Vec<_> = hostile::all()
            .into_iter()
            .filter(|it| it.guard == Some(&guard))
            .map(|it| (it.first, vec![it.then]))
            .collect();
        match catalog::by_its_name(&mut world, &guard).await {
            Some(trial) => trials.push((guard, vec![(trial.first, trial.any_of)])),
            None if !named.is_empty() => trials.push((guard, named)),
            None => wanting.push(format!("{guard} has no statement of its own")),
        }
    }
    world.without_guards_and_keys().await;
    for (guard, statements) in trials {
        let stands = world.guard(&guard);
        for (first, any_of) in statements {
            let mut needed = false;
            for then in &any_of {
                let outcome = world.tries(&first.clone().then(stands.clone()), then).await;
                if !matches!(outcome, Refused(_)) {
                    wanting.push(format!("{guard}: {outcome:?}: {}", then.text()));
                }
                needed |= world.tries(&first, then).await == Accepted;
            }
            if !needed {
                wanting.push(format!("{guard} isn't needed: {}", any_of[0].text()));
            }
        }
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}

/// A guard that is spelled wrong in the list of attacks would never be tried.
#[tokio::test]
async fn every_guard_that_an_attack_names_exists() {
    let world = world().await;
    let unknown: Vec<_> = hostile::all()
        .into_iter()
        .filter_map(|it| it.guard)
        .filter(|guard| !world.triggers.contains_key(*guard) && !guard.ends_with("_never_replaced"))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

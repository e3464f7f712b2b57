//! Five hundred times each: whoever has a copy shows it in the same moment. One gets something; and
//! since somebody has a copy, that ends at once.

use futures::future::join_all;
use people::testing::Seen;

use crate::{
    count, earned,
    host::{Host, READ, said},
    wallet::{Wallet, offer},
    world,
};

const RACES: usize = 500;
const AT_ONCE: usize = 4;

/// The one good answer among many bad ones; a fault is neither.
fn only(answers: &[Seen]) -> String {
    let mut given = vec![];
    for seen in answers {
        match seen.status.as_u16() {
            200 => given.push(said(seen)["access_token"].as_str().unwrap().to_owned()),
            status => {
                let told = (status, said(seen)["error"].to_string());
                assert_eq!(told, (400, "\"invalid_grant\"".into()), "{}", seen.page);
            }
        }
    }
    assert_eq!(given.len(), 1);
    given.remove(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_code_shown_many_times_at_once_is_redeemed_once() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    for _ in 0..RACES {
        let code = host.is_let_in(&rosa, READ).await;
        let token = only(&join_all((0..AT_ONCE).map(|_| host.redeems(&code))).await);
        assert_eq!(host.gets("/ims/ob/v3p0/credentials", &token).await.status, 401);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) FROM permissions").await, 0);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM host_tokens").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refresh_token_shown_many_times_at_once_is_replaced_once() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    for _ in 0..RACES {
        let code = host.is_let_in(&rosa, &format!("{READ} offline_access")).await;
        let refresh =
            said(&host.redeems(&code).await)["refresh_token"].as_str().unwrap().to_owned();
        let token = only(&join_all((0..AT_ONCE).map(|_| host.refreshes(&refresh))).await);
        assert_eq!(host.gets("/ims/ob/v3p0/credentials", &token).await.status, 401);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) FROM permissions").await, 0);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM host_tokens").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_offer_taken_many_times_at_once_is_taken_once() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let credential = earned(&world, &rosa, "one").await;
    let wallet = Wallet::new(&world).await;
    for _ in 0..RACES {
        let (_, at) = offer(&rosa, &credential, "").await;
        let code = wallet.code(&at).await;
        let token = only(&join_all((0..AT_ONCE).map(|_| wallet.redeems(&code, None))).await);
        let asked =
            serde_json::json!({ "credential_configuration_id": "OpenBadgeCredential_ldp_vc" });
        assert_eq!(wallet.asks(&token, asked).await.status, 401);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) FROM wallet_offers").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_she_takes_back_while_it_is_being_replaced_is_gone() {
    let world = world().await;
    let rosa = world.educator("Rosa").await;
    let host = Host::registers(&world).await;
    let end = format!("/sharing/{}/end", host.id);
    for _ in 0..RACES {
        let code = host.is_let_in(&rosa, &format!("{READ} offline_access")).await;
        let refresh =
            said(&host.redeems(&code).await)["refresh_token"].as_str().unwrap().to_owned();
        let (seen, ended) = tokio::join!(host.refreshes(&refresh), rosa.posts(&end, ""));
        assert!(matches!(seen.status.as_u16(), 200 | 400), "{}", seen.page);
        assert!(ended.status.is_redirection(), "{}", ended.page);
    }
    assert_eq!(count(&world, "SELECT COUNT(*) FROM host_tokens").await, 0);
}

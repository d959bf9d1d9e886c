// One contestant of the bench: for each line "N" on stdin it asks the client's token manager N times whether its token is expired and for the
// token, and answers with the nanoseconds that took. The first argument is the length of the token in characters.
use std::io::{self, BufRead, Write};
use std::time::Instant;

use axiomtrade_rs::auth::{AuthTokens, TokenManager};
use chrono::{Duration, Utc};

fn main() {
    let length = std::env::args().nth(1).and_then(|text| text.parse().ok()).expect("the length of the token");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let manager = TokenManager::new(None);
    let tokens = AuthTokens {
        access_token: "a".repeat(length),
        refresh_token: "r".repeat(length),
        expires_at: Some(Utc::now() + Duration::hours(12)),
    };
    runtime.block_on(manager.set_tokens(tokens)).expect("tokens in memory");
    for line in io::stdin().lock().lines() {
        let count: u64 = line.expect("a line").trim().parse().expect("a count");
        let started = Instant::now();
        runtime.block_on(async {
            for _ in 0..count {
                assert!(!manager.is_expired().await);
                std::hint::black_box(manager.get_access_token().await.expect("a token"));
            }
        });
        println!("{}", started.elapsed().as_nanos());
        io::stdout().flush().expect("an open stdout");
    }
}

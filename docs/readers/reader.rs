// Gets each new token when it is issued. Rust 1.70 or newer, nothing but its standard library; axiom-tokens in the path.
use std::io::{BufRead, BufReader, Error};
use std::process::{exit, Command, Stdio};

fn main() -> Result<(), Error> {
    let mut command = Command::new("axiom-tokens");
    command.args(["watch", "--format", "cookie"]);
    let mut watch = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    // The open pipe to its stdin ends watch when this program ends, however it does.
    let lines = BufReader::new(watch.stdout.take().expect("stdout is a pipe")).lines();
    for cookie in lines {
        let cookie = cookie?; // For the header "Cookie" of a request.
        println!("a token in a cookie of {} bytes", cookie.len());
    }
    exit(watch.wait()?.code().unwrap_or(1)) // 4: a person must sign in.
}

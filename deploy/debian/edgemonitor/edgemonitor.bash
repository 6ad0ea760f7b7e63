# bash completion for edgemonitor; written by the tests (UPDATE_GOLDEN=1) from the verbs themselves.

_edgemonitor() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb='' word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
        case "$verb/$word" in
            '/run') verb='/run' ;;
            '/sense') verb='/sense' ;;
            '/publish') verb='/publish' ;;
            '/preview') verb='/preview' ;;
            '/analyze') verb='/analyze' ;;
            '/models') verb='/models' ;;
            '/evaluate') verb='/evaluate' ;;
            '/evaluate/expressions') verb='/evaluate/expressions' ;;
            '/evaluate/faces') verb='/evaluate/faces' ;;
            '/evaluate/adaptation') verb='/evaluate/adaptation' ;;
            '/adapt') verb='/adapt' ;;
            '/check-config') verb='/check-config' ;;
            '/doctor') verb='/doctor' ;;
            '/privacy-report') verb='/privacy-report' ;;
            '/version') verb='/version' ;;
        esac
    done
    case "$verb $previous" in
        '/analyze --format') mapfile -t COMPREPLY < <(compgen -W 'jsonl table' -- "$current") && return ;;
        '/analyze --mode') mapfile -t COMPREPLY < <(compgen -W 'combined expression orientation' -- "$current") && return ;;
        '/check-config --format') mapfile -t COMPREPLY < <(compgen -W 'json text' -- "$current") && return ;;
    esac
    case $verb in
        '') mapfile -t COMPREPLY < <(compgen -W 'run sense publish preview analyze models evaluate adapt check-config doctor privacy-report version --help --version' -- "$current") ;;
        '/run') mapfile -t COMPREPLY < <(compgen -W '--config --help' -- "$current") ;;
        '/sense') mapfile -t COMPREPLY < <(compgen -W '--config --help' -- "$current") ;;
        '/publish') mapfile -t COMPREPLY < <(compgen -W '--config --help' -- "$current") ;;
        '/preview') mapfile -t COMPREPLY < <(compgen -W '--config --minutes --camera --port --help' -- "$current") ;;
        '/analyze') mapfile -t COMPREPLY < <(compgen -W '--format --minimum-face --minimum-score --frames-per-second --no-expressions --report --mode --window --live --port --help' -- "$current") ;;
        '/models') mapfile -t COMPREPLY < <(compgen -W '--models --json --help' -- "$current") ;;
        '/evaluate') mapfile -t COMPREPLY < <(compgen -W 'expressions faces adaptation --help' -- "$current") ;;
        '/evaluate/expressions') mapfile -t COMPREPLY < <(compgen -W '--data --split --limit --threads --models --json --html --model --help' -- "$current") ;;
        '/evaluate/faces') mapfile -t COMPREPLY < <(compgen -W '--data --split --limit --threads --models --json --html --detections --thresholds --help' -- "$current") ;;
        '/evaluate/adaptation') mapfile -t COMPREPLY < <(compgen -W '--data --split --limit --threads --models --json --html --help' -- "$current") ;;
        '/adapt') mapfile -t COMPREPLY < <(compgen -W '--faces --out --models --help' -- "$current") ;;
        '/check-config') mapfile -t COMPREPLY < <(compgen -W '--format --help' -- "$current") ;;
        '/doctor') mapfile -t COMPREPLY < <(compgen -W '--config --json --help' -- "$current") ;;
        '/privacy-report') mapfile -t COMPREPLY < <(compgen -W '--config --json --help' -- "$current") ;;
        '/version') mapfile -t COMPREPLY < <(compgen -W '--help' -- "$current") ;;
    esac
    ((${#COMPREPLY[@]} > 0)) || mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _edgemonitor edgemonitor

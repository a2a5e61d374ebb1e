namespace Chat.E2E.Looks;

/// <summary>A room in which people have worked for a while.</summary>
public static class Furniture
{
    public static async Task<long> BusyRoomAsync(Cast cast, Person ann, string name)
    {
        var room = await ann.HasRoom(name);
        var jihun = await cast.EntersAsync("박지훈");
        await jihun.HasJoined(name);
        await ann.HasSaid(room, "Good morning! The new build is on the **staging** server; please have a look when you can.");
        await jihun.HasSaid(room, "좋은 아침이에요. 지금 확인해 볼게요.", "로그인 화면에서 버튼이 두 줄로 나오는데, 의도하신 건가요?");
        await ann.HasSaid(
            room,
            "No, that one is a bug. It happens when the name is long:\n\n```\nvar label = name.Length > 24\n    ? name[..24] + \"…\"\n    : name;   // and then it wraps, because the box is narrower than the words in it\n```",
            "I'll fix it today. Until then:\n- use a short name\n- or a wide window\n\n> 버튼이 두 줄로 나오는데\n\nSee https://example.org/builds/1801?filter=all for the log.");
        await jihun.HasSaid(room, "알겠습니다, 감사합니다!", "또 하나: `null` 이 오면 어떻게 되나요?", "이건 지울 거예요");
        await Task.WhenAll(
            ann.PostsAsync($"/rooms/{room}/1/edit", ("Body", "Good morning! The new build is on the **staging** server; please have a look until noon.")),
            jihun.PostsAsync($"/rooms/{room}/8/delete"));
        await ann.PostsAsync($"/rooms/{room}/read", ("Number", "6"));
        return room;
    }
}
